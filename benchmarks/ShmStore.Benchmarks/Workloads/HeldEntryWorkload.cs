using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>One object through a handle that is held, in private memory and in a file.</summary>
internal sealed class HeldEntryWorkload : IWorkload
{
    /// <inheritdoc/>
    public string Name => "held-entry";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        using (BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter())
        {
            foreach (Table table in Run("private store", new HeldEntries(writer, writer.Account, writer.Mutable), effort))
                yield return table;
        }

        using var file = new TemporaryFile();
        using BenchmarkStore.Writer fileWriter = BenchmarkStore.CreateWriter(file.Name);
        using BenchmarkStore reader = BenchmarkStore.Open(file.Name);
        foreach (Table table in Run("file", new HeldEntries(fileWriter, reader.Account, reader.Mutable), effort))
            yield return table;
    }

    private static IEnumerable<Table> Run(string kind, HeldEntries entries, Effort effort) =>
        new[]
        {
            HeldEntryReads.Members(entries),
            HeldEntryReads.UnchangedValue(entries),
            HeldEntryReads.Materialise(entries),
            HeldEntryWrites.Set(entries.Writer),
            HeldEntryWrites.UpdateMember(entries.Writer),
        }
        .Select(comparison => ComparisonTable.Of(comparison with { Title = $"{kind}: {comparison.Title}" }, effort));
}
