using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>Something that is measured over a range, and drawn.</summary>
internal interface IFigure
{
    /// <summary>Measures, on the calling thread, which is pinned to <see cref="PinnedThread.Measuring"/>.</summary>
    IEnumerable<Chart> Draw(Effort effort);
}
