using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>The codec alone, on the record of 12 members.</summary>
internal sealed class DocumentWorkload : IWorkload
{
    /// <inheritdoc/>
    public string Name => "document";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort) =>
        new[]
        {
            CodecComparisons<Account>.Write(),
            CodecComparisons<Account>.Materialise(),
            CodecComparisons<Account>.MaterialiseDifferent(),
            CodecComparisons<Account>.MaterialiseForeign(),
            DocumentFields.One(),
            DocumentFields.Three(),
        }
        .Select(comparison => ComparisonTable.Of(comparison, effort));
}
