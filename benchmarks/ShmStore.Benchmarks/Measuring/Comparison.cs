namespace ShmStore.Benchmarks.Measuring;

/// <summary>Contenders that do the same thing, and what is expected of them.</summary>
/// <param name="Title">What they do.</param>
/// <param name="Baseline">Name of the contender that ratios refer to.</param>
/// <param name="Contenders">All of them, the baseline included.</param>
internal sealed record Comparison(string Title, string Baseline, IReadOnlyList<Contender> Contenders)
{
    /// <summary>The targets; none where something is only shown.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Contenders that are measured after the others, not among them: they make calls of the system, after which the next batch would find the caches empty.</summary>
    public IReadOnlyList<Contender> Apart { get; init; } = [];

    /// <summary>Contenders that cannot be measured on this machine, and why.</summary>
    public IReadOnlyList<AbsentContender> Absent { get; init; } = [];

    /// <summary>Throws unless one turn of a contender, which returned this number, did the right thing.</summary>
    public required Action<Contender, int, long> Check { get; init; }

    /// <summary>Changes what held objects hold, between rounds, so that no value is a constant of the run.</summary>
    public Action<int> BeforeRound { get; init; } = static _ => { };
}
