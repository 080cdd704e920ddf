using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>The codec alone, on an object with an object, a list of objects and an array in it.</summary>
internal sealed class NestedDocumentWorkload : IWorkload
{
    /// <inheritdoc/>
    public string Name => "nested-document";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort) =>
        new[]
        {
            CodecComparisons<Portfolio>.Write(),
            CodecComparisons<Portfolio>.Materialise(),
            CodecComparisons<Portfolio>.MaterialiseDifferent(),
            CodecComparisons<Portfolio>.MaterialiseForeign(),
        }
        .Select(comparison => ComparisonTable.Of(comparison, effort));
}
