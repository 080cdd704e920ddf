using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>A thread that writes at full speed until disposed.</summary>
internal sealed class WritingThread : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <summary>Starts it.</summary>
    public WritingThread(BenchmarkStore.Writer writer)
    {
        _thread = new Thread(() => FullSpeed.Write(writer, _stop.Token));
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }
}
