using System.Globalization;
using MemoryPack;
using MessagePack;

namespace ShmStore.Benchmarks.Samples;

/// <summary>An object in a list.</summary>
[SharedObject]
[MemoryPackable]
[MessagePackObject]
public sealed partial record Position
{
    /// <summary>A fixed member.</summary>
    [Key(0)]
    public required long Quantity { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(1)]
    public required double Price { get; init; }

    /// <summary>6 characters.</summary>
    [Key(2)]
    public required string Symbol { get; init; }

    internal static Position Create(int number) => new()
    {
        Quantity = number * 100L,
        Price = number * 0.01,
        Symbol = string.Create(CultureInfo.InvariantCulture, $"S{number:D5}"),
    };
}
