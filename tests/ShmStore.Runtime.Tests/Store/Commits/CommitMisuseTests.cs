using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Commits used at the wrong time, or twice.</summary>
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
        Assert.IsType<InvalidOperationException>(commit.Failure());
        commit.Dispose();
        commit.Dispose();
        Assert.Equal(Sample.Of(1), _writer.A.Value);

        StoreCommit other = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(2));
        Assert.IsType<InvalidOperationException>(commit.Failure());
        commit.Dispose();
        other.Dispose();
        Assert.IsType<InvalidOperationException>(other.Failure());
        Assert.Equal(Sample.Of(1), _writer.A.Value);
    }

    [Fact]
    public void Copies_are_the_same_commit()
    {
        using StoreCommit commit = _writer.BeginCommit();
        StoreCommit copy = commit;
        _writer.A.Set(Sample.Of(1));
        copy.Complete();
        Assert.IsType<InvalidOperationException>(commit.Failure());
        commit.Dispose();
        Assert.Equal(Sample.Of(1), _writer.A.Value);

        StoreCommit next = _writer.BeginCommit();
        copy = next;
        _writer.A.Set(Sample.Of(2));
        copy.Dispose();
        Assert.IsType<InvalidOperationException>(next.Failure());
        Assert.Equal(Sample.Of(1), _writer.A.Value);
    }

    [Fact]
    public void One_that_nobody_began_has_ended()
    {
        StoreCommit none = default;
        Assert.IsType<InvalidOperationException>(none.Failure());
        none.Dispose();
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
    public void A_callback_of_an_update_neither_writes_nor_begins_one_nor_disposes_the_writer()
    {
        _writer.A.Set(Sample.Of(1));
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(old =>
        {
            _writer.BeginCommit().Dispose();
            return old;
        }));
        using StoreCommit commit = _writer.BeginCommit();
        foreach (Action forbidden in (Action[])[() => _writer.B.Set(Sample.Of(2)), () => _writer.BeginCommit(), _writer.Dispose])
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
    public void A_writer_that_was_not_disposed_because_a_callback_tried_is_as_before()
    {
        long version = _writer.A.Set(Sample.Of(1));
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(old =>
        {
            _writer.Dispose();
            return old;
        }));
        Assert.Equal(version, _writer.WaitForChange(version - 1, TestContext.Current.CancellationToken));
        Another_thread_waits_to_write_until_it_has_ended();
    }

    [Fact]
    public void Another_thread_waits_to_write_until_it_has_ended()
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.A.Set(Sample.Of(1));
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
        Assert.IsType<ObjectDisposedException>(commit.Failure());
        commit.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _writer.BeginCommit());
        Assert.False(reader.A.HasValue);
    }
}
