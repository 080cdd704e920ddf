using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>A situation, and the tables that show how contenders do in it.</summary>
internal interface IWorkload
{
    /// <summary>Its name after <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, on the calling thread, which is pinned to <see cref="PinnedThread.Measuring"/>.</summary>
    IEnumerable<Table> Run(Effort effort);
}
