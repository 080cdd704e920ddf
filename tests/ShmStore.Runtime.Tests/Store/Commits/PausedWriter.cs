using ShmStore.Heap;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>A thread that makes commits, and stands still after a step of the first one until disposed.</summary>
internal sealed class PausedWriter : IDisposable
{
    private readonly ManualResetEventSlim _paused = new();
    private readonly ManualResetEventSlim _resumed = new();
    private readonly Thread _thread;

    /// <summary>Starts, and returns when the writer stands still.</summary>
    /// <param name="writer">The store.</param>
    /// <param name="step">After how many steps it pauses, from 0.</param>
    /// <param name="write">Makes the commit.</param>
    public PausedWriter(SampleWriter writer, int step, Action write)
        : this(writer.Attachment.Writer!, step, write)
    {
    }

    /// <inheritdoc cref="PausedWriter(SampleWriter, int, Action)"/>
    public PausedWriter(CommitWriter writer, int step, Action write)
    {
        writer.StepTaken = taken =>
        {
            if (taken <= WriteStep.Freed && step-- == 0)
            {
                _paused.Set();
                _resumed.Wait();
            }
        };
        _thread = new Thread(() => write());
        _thread.Start();
        Assert.True(_paused.Wait(TimeSpan.FromSeconds(30)), "The commit has no such step.");
    }

    /// <summary>Lets the writer go on, and waits until it has ended.</summary>
    public void Dispose()
    {
        _resumed.Set();
        _thread.Join();
        _paused.Dispose();
        _resumed.Dispose();
    }
}
