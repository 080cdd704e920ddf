using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;
using ShmStore.Benchmarks.Workloads.Processes;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Reading while a thread of this process, or another process, writes the same objects at full speed.</summary>
internal sealed class BesideWriterWorkload : IWorkload
{
    /// <inheritdoc/>
    public string Name => "beside-writer";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        using (BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter())
        {
            yield return LatencyTable.Of("a writing thread", writer.Account, writer.Mutable, () => writer.Statistics, () => new WritingThread(writer), effort);
        }

        using var file = new TemporaryFile();
        BenchmarkStore.CreateWriter(file.Name).Dispose();
        using BenchmarkStore reader = BenchmarkStore.Open(file.Name);
        yield return LatencyTable.Of(
            "a writing process", reader.Account, reader.Mutable, () => reader.Statistics, () => new ChildProcess("writer", reader.Path!), effort);
    }
}
