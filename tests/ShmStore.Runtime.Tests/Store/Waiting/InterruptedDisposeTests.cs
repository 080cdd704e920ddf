using ShmStore.TestHost.Samples;

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
}
