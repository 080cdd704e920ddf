using MemoryPack;
using MessagePack;

namespace ShmStore.Benchmarks.Samples;

/// <summary>An object inside another.</summary>
[SharedObject]
[MemoryPackable]
[MessagePackObject]
public sealed partial record Address
{
    /// <summary>A fixed member.</summary>
    [Key(0)]
    public required int Zip { get; init; }

    /// <summary>15 characters.</summary>
    [Key(1)]
    public required string Street { get; init; }

    /// <summary>8 characters.</summary>
    [Key(2)]
    public required string City { get; init; }
}
