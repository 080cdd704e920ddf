using ShmStore.Layout;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Numbers of commits that only damage can make so high.</summary>
public sealed class HighestCommitTests : IDisposable
{
    private readonly StoreOnDisk _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(HeaderLayout.CommitCounterOffset)]
    [InlineData(HeaderLayout.IndexVersionsOffset)]
    public void No_writer_begins_where_they_would_come_to_an_end(int counter)
    {
        _store.Poke(counter, HeaderLayout.MaximumBegun + 1);
        Assert.Contains($"{HeaderLayout.MaximumBegun + 1}", Assert.Throws<StoreFormatException>(() => SampleWriter.Open(_store.Path)).Message, StringComparison.Ordinal);
        Assert.False(SharedStoreFile.Verify(_store.Path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
        SharedStoreFile.Repair(_store.Path, cancellationToken: TestContext.Current.CancellationToken);
        AssertWritten();
    }

    [Theory]
    [InlineData(HeaderLayout.CommitCounterOffset)]
    [InlineData(HeaderLayout.IndexVersionsOffset)]
    public void The_highest_that_one_begins_with_leaves_enough(int counter)
    {
        _store.Poke(counter, HeaderLayout.MaximumBegun);
        Assert.True(SharedStoreFile.Verify(_store.Path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
        AssertWritten();
    }

    private void AssertWritten()
    {
        using (var writer = SampleWriter.Open(_store.Path))
        {
            Assert.Equal(1, writer.A.Value.Number);
            writer.A.Set(Sample.Of(3));
            Assert.InRange(writer.Version, 1, HeaderLayout.MaximumCommit);
        }

        using var reader = SampleStore.Open(_store.Path);
        Assert.Equal(3, reader.A.Value.Number);
    }
}
