using System.Globalization;
using MemoryPack;
using MessagePack;

namespace ShmStore.Benchmarks.Samples;

/// <summary>The record of 12 members: 4 int, 2 long, 2 double, strings of 12, 8 and 40 characters, a DateTime.</summary>
[SharedObject]
[MemoryPackable]
[MessagePackObject]
public sealed partial record Account : ISample<Account>
{
    /// <summary>A fixed member.</summary>
    [Key(0)]
    public required int Rank { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(1)]
    public required int Level { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(2)]
    public required int Flags { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(3)]
    public required int Count { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(4)]
    public required long Delta { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(5)]
    public required long Total { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(6)]
    public required double Bid { get; init; }

    /// <summary>A fixed member.</summary>
    [Key(7)]
    public required double Ask { get; init; }

    /// <summary>12 characters.</summary>
    [Key(8)]
    public required string Name { get; init; }

    /// <summary>8 characters.</summary>
    [Key(9)]
    public required string Code { get; init; }

    /// <summary>40 characters.</summary>
    [Key(10)]
    public required string Note { get; init; }

    /// <summary>A fixed member, in UTC and whole milliseconds.</summary>
    [Key(11)]
    public required DateTime Taken { get; init; }

    static Account ISample<Account>.Create(int number) => new()
    {
        Rank = number,
        Level = number * 3,
        Flags = number ^ 0x55,
        Count = number + 1000,
        Delta = number * 1_000_003L,
        Total = long.MaxValue / 7 - number,
        Bid = number * 0.25,
        Ask = number * 0.25 + 0.125,
        Name = string.Create(CultureInfo.InvariantCulture, $"name{number:D8}"),
        Code = string.Create(CultureInfo.InvariantCulture, $"C{number:D7}"),
        Note = string.Create(CultureInfo.InvariantCulture, $"a note of forty characters, number {number:D5}"),
        Taken = DateTime.UnixEpoch.AddMilliseconds(1_700_000_000_000 + number),
    };

    static Account ISample<Account>.Copy(Account value) => Copy(value);

    internal static Account Copy(Account value) => new()
    {
        Rank = value.Rank,
        Level = value.Level,
        Flags = value.Flags,
        Count = value.Count,
        Delta = value.Delta,
        Total = value.Total,
        Bid = value.Bid,
        Ask = value.Ask,
        Name = new string(value.Name.AsSpan()),
        Code = new string(value.Code.AsSpan()),
        Note = new string(value.Note.AsSpan()),
        Taken = value.Taken,
    };
}
