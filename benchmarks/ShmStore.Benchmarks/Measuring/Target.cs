namespace ShmStore.Benchmarks.Measuring;

/// <summary>What a contender has to reach.</summary>
/// <param name="Contender">Whose target it is.</param>
/// <param name="AtMost">Its time divided by the other's may not be greater.</param>
/// <param name="Of">The other contender.</param>
internal sealed record Target(string Contender, double AtMost, string Of)
{
    /// <summary>How much one operation may allocate on the managed heap, in whole bytes; null where that is only shown.</summary>
    public int? BytesAtMost { get; init; }
}
