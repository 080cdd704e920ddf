using System.Globalization;
using MemoryPack;
using MessagePack;

namespace ShmStore.Benchmarks.Samples;

/// <summary>A nested object: an embedded object, a list of objects, an array of numbers and a dictionary of numbers.</summary>
[SharedObject]
[MemoryPackable]
[MessagePackObject]
public sealed partial record Portfolio : ISample<Portfolio>
{
    private const int PositionCount = 5;
    private const int ScoreCount = 8;
    private const int LimitCount = 4;

    /// <summary>A fixed member.</summary>
    [Key(0)]
    public required long Number { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(1)]
    public required double Value { get; init; }

    /// <summary>12 characters.</summary>
    [Key(2)]
    public required string Owner { get; init; }

    /// <summary>An embedded object.</summary>
    [Key(3)]
    public required Address Home { get; init; }

    /// <summary>A list of embedded objects.</summary>
    [Key(4)]
    public required List<Position> Positions { get; init; }

    /// <summary>An array of numbers.</summary>
    [Key(5)]
    public required int[] Scores { get; init; }

    /// <summary>Numbers by names of 7 characters.</summary>
    [Key(6)]
    public required Dictionary<string, double> Limits { get; init; }

    static Portfolio ISample<Portfolio>.Create(int number) => new()
    {
        Number = number,
        Value = number * 0.5,
        Owner = string.Create(CultureInfo.InvariantCulture, $"owner{number:D7}"),
        Home = new Address
        {
            Zip = 10_000 + number,
            Street = string.Create(CultureInfo.InvariantCulture, $"{number:D3} Long Street"),
            City = string.Create(CultureInfo.InvariantCulture, $"Town {number:D3}"),
        },
        Positions = [.. Enumerable.Range(0, PositionCount).Select(index => Position.Create(number * PositionCount + index))],
        Scores = [.. Enumerable.Range(number, ScoreCount)],
        Limits = Enumerable.Range(0, LimitCount).ToDictionary(
            index => string.Create(CultureInfo.InvariantCulture, $"limit{number % 10}{index}"), index => number * 0.5 + index),
    };

    static Portfolio ISample<Portfolio>.Copy(Portfolio value)
    {
        var positions = new List<Position>(value.Positions.Count);
        foreach (Position position in value.Positions)
            positions.Add(position with { Symbol = new string(position.Symbol.AsSpan()) });
        var limits = new Dictionary<string, double>(value.Limits.Count);
        foreach ((string name, double limit) in value.Limits)
            limits.Add(new string(name.AsSpan()), limit);
        return new Portfolio
        {
            Number = value.Number,
            Value = value.Value,
            Owner = new string(value.Owner.AsSpan()),
            Home = value.Home with { Street = new string(value.Home.Street.AsSpan()), City = new string(value.Home.City.AsSpan()) },
            Positions = positions,
            Scores = value.Scores.AsSpan().ToArray(),
            Limits = limits,
        };
    }
}
