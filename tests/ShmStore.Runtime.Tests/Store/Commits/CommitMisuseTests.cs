using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Commits used by the wrong thread, at the wrong time, or twice.</summary>
public sealed class CommitMisuseTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void It_ends_once()
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(1));
        commit.Complete();
        Assert.Throws<InvalidOperationException>(() => commit.Complete());
        commit.Dispose();
        commit.Dispose();
        Assert.Equal(Sample.Of(1), _writer.A.Value);

        StoreCommit other = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(2));
        other.Dispose();
        Assert.Throws<InvalidOperationException>(() => other.Complete());
        Assert.Equal(Sample.Of(1), _writer.A.Value);
    }

    [Fact]
    public void There_is_one_at_a_time()
    {
        using StoreCommit commit = _writer.BeginCommit();
        Assert.Contains("open already", Assert.Throws<InvalidOperationException>(() => _writer.BeginCommit()).Message, StringComparison.Ordinal);
        _writer.A.Set(Sample.Of(1));
        commit.Complete();
        _writer.BeginCommit().Dispose();
    }

    [Fact]
    public void A_callback_of_an_update_neither_writes_nor_begins_nor_ends_one()
    {
        _writer.A.Set(Sample.Of(1));
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(old =>
        {
            _writer.BeginCommit().Dispose();
            return old;
        }));
        using StoreCommit commit = _writer.BeginCommit();
        foreach (Action forbidden in (Action[])[() => _writer.B.Set(Sample.Of(2)), () => commit.Complete(), commit.Dispose, () => _writer.BeginCommit(), _writer.Dispose])
        {
            Assert.Throws<InvalidOperationException>(() => _writer.A.Update(old =>
            {
                forbidden();
                return old;
            }));
        }

        _writer.B.Set(Sample.Of(3));
        commit.Complete();
        Assert.Equal((1L, 3L), (_writer.A.Value.Number, _writer.B.Value.Number));
        _writer.A.Set(Sample.Of(4));
    }

    [Fact]
    public void Another_thread_cannot_complete_it_and_waits_to_write()
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(1));
        OnOtherThread(() => Assert.Contains("thread", Assert.Throws<InvalidOperationException>(() => commit.Complete()).Message, StringComparison.Ordinal));

        long other = 0;
        var writing = new Thread(() => Volatile.Write(ref other, _writer.A.Set(Sample.Of(7))));
        writing.Start();
        Assert.False(writing.Join(50));
        _writer.B.Set(Sample.Of(1));
        long version = commit.Complete();
        Assert.True(writing.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(version + 1, Volatile.Read(ref other));
        Assert.Equal((7L, 1L), (_writer.A.Value.Number, _writer.B.Value.Number));
    }

    [Fact]
    public void Disposing_the_writer_ends_it()
    {
        using SampleStore reader = _writer.OpenReader();
        StoreCommit commit = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(1));
        _writer.B.Set(Sample.Of(1));
        _writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => commit.Complete());
        commit.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _writer.BeginCommit());
        Assert.False(reader.A.HasValue);
    }

    private static void OnOtherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
