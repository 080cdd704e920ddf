using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>Snapshots whose attempts are cancelled.</summary>
public sealed class CancelledSnapshotTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public CancelledSnapshotTests()
    {
        _reader = _writer.OpenReader();
        SampleCommits.Write(_writer, 1);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_attempts_end_when_it_is_cancelled(int attempts)
    {
        using var cancelling = new CancellationTokenSource();
        int runs = 0;
        var cancelled = Assert.Throws<OperationCanceledException>(() => Take(
            _reader,
            store =>
            {
                long number = store.A.Value.Number;
                SampleCommits.Write(_writer, number + 1);
                if (++runs == attempts)
                    cancelling.Cancel();
                return number;
            },
            cancelling.Token));
        Assert.Equal(cancelling.Token, cancelled.CancellationToken);
        Assert.Equal(attempts, runs);

        // The next one is not touched by it.
        Assert.Equal(attempts + 1, Take(_reader, static store => store.A.Value.Number, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_has_been_read_whole_is_the_result()
    {
        using var cancelling = new CancellationTokenSource();
        Assert.Equal(1, Take(
            _writer,
            store =>
            {
                cancelling.Cancel();
                return store.A.Value.Number;
            },
            cancelling.Token));
    }

    [Fact]
    public void One_that_is_cancelled_before_does_not_begin()
    {
        using SampleContributor contributor = _writer.OpenContributor();
        var cancelled = new CancellationToken(canceled: true);
        bool hasRun = false;
        foreach (SharedStore store in (SharedStore[])[_reader, _writer, contributor])
            Assert.Throws<OperationCanceledException>(() => Take(store, Read, cancelled));
        Assert.False(hasRun);

        long Read(SampleStore store)
        {
            hasRun = true;
            return store.A.Value.Number;
        }
    }

    // As generated code does it.
    private static long Take(SharedStore store, Func<SampleStore, long> read, CancellationToken cancellationToken) =>
        store.Attachment.Snapshot(static attachment => new SampleStore(attachment), read, static (store, read) => read(store), cancellationToken);
}
