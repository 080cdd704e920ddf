namespace ShmStore.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Batches of each contender.</param>
/// <param name="BatchTime">Length of a batch: short, so that few are interrupted by another process.</param>
/// <param name="WatchTime">How long a workload watches something that happens beside it.</param>
/// <param name="ObjectsAtMost">How many objects a workload may hold.</param>
internal sealed record Effort(int Rounds, TimeSpan BatchTime, TimeSpan WatchTime, int ObjectsAtMost)
{
    /// <summary>For a look while working.</summary>
    public static Effort Quick { get; } = new(Rounds: 301, TimeSpan.FromMicroseconds(50), TimeSpan.FromSeconds(1), ObjectsAtMost: 1_000_000);

    /// <summary>For figures to be kept.</summary>
    public static Effort Full { get; } = new(Rounds: 2001, TimeSpan.FromMicroseconds(100), TimeSpan.FromSeconds(10), ObjectsAtMost: 10_000_000);
}
