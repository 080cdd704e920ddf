using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store;

/// <summary>Writes under a condition say which version is there afterwards, so that the next one needs no read in between.</summary>
public sealed class ConditionalWriteTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void An_entry_says_its_version_whether_it_was_set_or_not()
    {
        Assert.False(_writer.Beside.TrySet(Sample.Of(1), 7, out long version));
        Assert.Equal(0, version);
        Assert.True(_writer.Beside.TrySet(Sample.Of(1), version, out version));
        Assert.Equal(_writer.Beside.Version, version);
        long first = version;
        Assert.True(_writer.Beside.TrySet(Sample.Of(2), version, out version));
        Assert.False(_writer.Beside.TrySet(Sample.Of(3), first, out long present));
        Assert.Equal(version, present);
        Assert.Equal(Sample.Of(2), _writer.Beside.Value);
    }

    [Fact]
    public void A_map_says_the_version_of_the_key_whether_it_was_set_or_not()
    {
        Assert.False(_writer.Texts.TrySet("a", Sample.Of(1), 7, out long version));
        Assert.Equal(0, version);
        Assert.True(_writer.Texts.TryAdd("a", Sample.Of(1), out version));
        Assert.Equal(_writer.Texts["a"].Version, version);
        Assert.False(_writer.Texts.TryAdd("a", Sample.Of(2), out long present));
        Assert.Equal(version, present);
        Assert.True(_writer.Texts.TrySet("a", Sample.Of(3), version, out version));
        Assert.False(_writer.Texts.TrySet("a", Sample.Of(4), present, out present));
        Assert.Equal(version, present);
        Assert.Equal(Sample.Of(3), _writer.Texts["a"].Value);
    }

    [Fact]
    public void Within_a_commit_it_is_the_version_of_the_commit()
    {
        using (StoreCommit commit = _writer.BeginCommit())
        {
            Assert.True(_writer.Texts.TryAdd("a", Sample.Of(1), out long first));
            Assert.True(_writer.Texts.TrySet("a", Sample.Of(2), first, out long second));
            Assert.True(_writer.Beside.TrySet(Sample.Of(1), 0, out long beside));
            Assert.Equal((first, first), (second, beside));
            Assert.Equal(first, commit.Complete());
        }

        Assert.Equal(Sample.Of(2), _writer.Texts["a"].Value);
    }
}
