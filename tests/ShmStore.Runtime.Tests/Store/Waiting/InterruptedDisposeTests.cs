using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Disposing on a thread that is interrupted meanwhile: every wait is ended all the same, and the interrupt is not swallowed.</summary>
public sealed class InterruptedDisposeTests : IDisposable
{
    private const int Rounds = 20;

    private readonly SampleWriter _writer = SampleWriter.Open(null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task Every_wait_ends_and_the_interrupt_comes_afterwards()
    {
        for (int round = 0; round < Rounds; round++)
        {
            SampleStore reader = _writer.OpenReader();
            Task<long> task = reader.A.WaitForChangeAsync(reader.A.Version, Stop);
            var thread = new WaitingThread(() => reader.A.WaitForChange(reader.A.Version, Stop));
            var disposing = new WaitingThread(() =>
            {
                Thread.CurrentThread.Interrupt();
                Assert.Null(Record.Exception(reader.Dispose));
                Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
                return 0;
            });
            await Assert.ThrowsAsync<ObjectDisposedException>(() => task.WaitAsync(TimeSpan.FromSeconds(30), Stop));
            Assert.Throws<ObjectDisposedException>(() => thread.Result());
            disposing.Result();
            reader.Dispose();
        }
    }

    [Fact]
    public void A_writer_waits_for_the_write_that_is_running_and_then_lets_go_of_the_store()
    {
        using var folder = new TestFolder();
        var writer = SampleWriter.Open(folder.File());
        writer.A.Set(Sample.Of(1));
        using var inside = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var writing = new WaitingThread(() => writer.A.Update(old =>
        {
            inside.Set();
            goOn.Wait(Stop);
            return Sample.Of(old.Number + 1);
        }).Number);
        inside.Wait(Stop);
        var disposing = new WaitingThread(() =>
        {
            Thread.CurrentThread.Interrupt();
            Assert.Null(Record.Exception(writer.Dispose));
            Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
            return 0;
        });
        Assert.False(disposing.HasEnded(TimeSpan.FromMilliseconds(100)));
        goOn.Set();
        writing.Result();
        disposing.Result();
        using var next = SampleWriter.Open(folder.File());
        Assert.Equal(2, next.A.Value.Number);
    }
}
