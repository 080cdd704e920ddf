using ShmStore.Steps.Writers;

namespace ShmStore.Steps.Cases;

/// <summary>An operation in a situation, and what is done with its states.</summary>
/// <param name="Name">SITUATION.OPERATION.</param>
/// <param name="Kind">What is done.</param>
internal sealed record Case(string Name, CaseKind Kind)
{
    /// <summary>What it is like before.</summary>
    public Situation Situation { get; } = Situation.Parse(Name.Split('.')[0]);

    /// <summary>The name of the operation.</summary>
    public string Operation { get; } = Operations.All.ContainsKey(Name.Split('.')[^1]) ? Name.Split('.')[^1] : throw new FormatException($"No such operation: {Name}");

    /// <summary>What may be seen of it.</summary>
    public Seen Seen => (Situation, Operation) switch
    {
        (_, "many" or "grow" or "growmore" or "region" or "evict" or "renew" or "expire" or "limits" or "limitedcommit" or "refill" or "reuse" or "others") => Seen.Parts,
        ({ Bounded: true, Churned: true }, "mapnew" or "mapadd") => Seen.EvictionFirst,
        ({ Entries: 0 }, not "set") or (_, "growingcommit") => Seen.IndexFirst,
        _ => Seen.Whole,
    };

    /// <summary>The case of a name: SITUATION.OPERATION, with "+swap" for the control and "+recovery" for what follows a death.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Case Parse(string name) => name.Split('+') switch
    {
        [var plain] => new Case(plain, CaseKind.Checked),
        [var plain, "swap"] => new Case(plain, CaseKind.Swapped),
        [var plain, "recovery"] => new Case(plain, CaseKind.Recovered),
        _ => throw new FormatException($"No such case: {name}"),
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        CaseKind.Swapped => Name + "+swap",
        CaseKind.Recovered => Name + "+recovery",
        _ => Name,
    };
}
