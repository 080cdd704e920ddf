namespace ShmStore.Benchmarks.Samples;

/// <summary>The members of <see cref="Account"/>, all of which can be set: it cannot be handed out twice.</summary>
[SharedObject]
public sealed partial class MutableAccount
{
    /// <summary>A fixed member.</summary>
    public int Rank { get; set; }

    /// <summary>A fixed member.</summary>
    public int Level { get; set; }

    /// <summary>A fixed member.</summary>
    public int Flags { get; set; }

    /// <summary>A fixed member.</summary>
    public int Count { get; set; }

    /// <summary>A fixed member.</summary>
    public long Delta { get; set; }

    /// <summary>A fixed member.</summary>
    public long Total { get; set; }

    /// <summary>A fixed member.</summary>
    public double Bid { get; set; }

    /// <summary>A fixed member.</summary>
    public double Ask { get; set; }

    /// <summary>12 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>8 characters.</summary>
    public string Code { get; set; } = "";

    /// <summary>40 characters.</summary>
    public string Note { get; set; } = "";

    /// <summary>A fixed member, in UTC and whole milliseconds.</summary>
    public DateTime Taken { get; set; }

    internal static MutableAccount From(Account account) => new()
    {
        Rank = account.Rank,
        Level = account.Level,
        Flags = account.Flags,
        Count = account.Count,
        Delta = account.Delta,
        Total = account.Total,
        Bid = account.Bid,
        Ask = account.Ask,
        Name = account.Name,
        Code = account.Code,
        Note = account.Note,
        Taken = account.Taken,
    };
}
