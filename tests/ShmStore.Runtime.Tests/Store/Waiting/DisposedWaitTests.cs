using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Who waits for a store that is disposed already gets a task, like everybody else.</summary>
public sealed class DisposedWaitTests
{
    [Fact]
    public async Task A_task_says_that_the_store_is_disposed()
    {
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        MapStore reader = writer.OpenReader();
        reader.Dispose();
        CancellationToken stop = TestContext.Current.CancellationToken;
        Task<long>[] waits =
        [
            reader.WaitForChangeAsync(0, stop), reader.Beside.WaitForChangeAsync(0, stop), reader.Texts.WaitForChangeAsync(0, stop), reader.Texts.WaitForEntryAsync("key", 0, stop),
        ];
        foreach (Task<long> wait in waits)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        Assert.True(reader.WaitForChangeAsync(0, cancellation.Token).IsCanceled);
    }
}
