using MongoDB.Bson;
using ShmStore.Heap;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Commits;

/// <summary>What a commit of several keys makes visible, and what its own operations see before.</summary>
public sealed class CommitTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Everything_becomes_visible_with_one_version_when_it_completes()
    {
        using SampleStore reader = _writer.OpenReader();
        long before = _writer.A.Set(Sample.Of(1));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            long version = _writer.A.Set(Sample.Of(2));
            Assert.Equal(version, _writer.B.Set(Sample.Of(2, 500)));
            Assert.Equal(version, _writer.Free.Set(new BsonDocument("n", 1)));
            Assert.Equal(2, _writer.Free.Update(static old => new BsonDocument("n", old["n"].AsInt32 + 1))["n"].AsInt32);
            Assert.Equal((Sample.Of(1), before), (reader.A.Value, reader.A.Version));
            Assert.False(reader.B.HasValue);
            Assert.Equal(Sample.Of(1), _writer.A.Value);
            Assert.Equal(before, reader.Version);
            Assert.Equal(version, commit.Complete());
            Assert.Equal(version, reader.Version);
        }

        Assert.Equal((Sample.Of(2), Sample.Of(2, 500), 2), (reader.A.Value, reader.B.Value, reader.Free.Value["n"].AsInt32));
        Assert.Equal(before + 1, reader.A.Version);
        Assert.Equal(before + 1, reader.B.Version);
        Assert.Equal(before + 1, reader.Free.Version);
        Assert.Equal(before + 2, _writer.A.Set(Sample.Of(3)));
    }

    [Fact]
    public void Nothing_has_happened_when_it_does_not_complete()
    {
        _writer.A.Set(Sample.Of(1));
        _writer.A.Set(Sample.Of(1));
        StoreStatistics before = _writer.Statistics;
        long version;
        using (_writer.BeginCommit())
        {
            version = _writer.A.Set(Sample.Of(2));
            _writer.B.Set(Sample.Of(2, 5000));
            _writer.A.Clear();
        }

        Assert.Equal(Sample.Of(1), _writer.A.Value);
        Assert.False(_writer.B.HasValue);
        StoreInspection.AssertNoBlockIsLost(_writer);

        // Its number is used up, and nothing else.
        Assert.Equal((before.Commits + 1, before.Commits + 1), (version, _writer.Version));

        // Nobody who kept the version takes another value for the one that was given up.
        Assert.True(_writer.A.Set(Sample.Of(3)) > version);
    }

    [Fact]
    public void A_version_that_was_given_up_is_given_to_nobody_by_the_next_writer_either()
    {
        using var folder = new TestFolder();
        string path = folder.File();
        long version;
        using (var first = SampleWriter.Open(path))
        {
            first.A.Set(Sample.Of(1));
            using (first.BeginCommit())
                version = first.A.Set(Sample.Of(2));

            // A commit that changes nothing is as old as the last one that did.
            using StoreCommit empty = first.BeginCommit();
            Assert.Equal(first.Version, empty.Complete());
        }

        var second = SampleWriter.Open(path);
        Assert.True(second.A.Set(Sample.Of(3)) > version);
        Assert.False(second.A.TrySet(Sample.Of(4), version));

        // Nor one of a commit that was open when the writer was disposed, however often that is.
        second.BeginCommit();
        version = second.A.Set(Sample.Of(5));
        second.Dispose();
        second.Dispose();
        using var third = SampleWriter.Open(path);
        Assert.Equal(3, third.A.Value.Number);
        Assert.True(third.A.Set(Sample.Of(6)) > version);
    }

    [Fact]
    public void Its_own_updates_and_conditional_sets_see_what_it_has_written()
    {
        long before = _writer.A.Set(Sample.Of(1));
        using StoreCommit commit = _writer.BeginCommit();
        Assert.Equal(2, _writer.A.Update(static old => Sample.Of(old.Number + 1)).Number);
        Assert.Equal(3, _writer.A.Update(static old => Sample.Of(old.Number + 1)).Number);
        Assert.False(_writer.A.TrySet(Sample.Of(9), before));
        Assert.True(_writer.B.TrySet(Sample.Of(1), 0));
        Assert.False(_writer.B.TrySet(Sample.Of(9), 0));
        long version = _writer.B.Set(Sample.Of(4));
        Assert.True(_writer.B.TrySet(Sample.Of(5), version));
        _writer.C.Set(Sample.Of(6));
        _writer.C.Clear();
        Assert.Throws<InvalidOperationException>(() => _writer.C.Update(static old => old));
        commit.Complete();
        Assert.Equal((3L, 5L, false), (_writer.A.Value.Number, _writer.B.Value.Number, _writer.C.HasValue));
    }

    [Fact]
    public void The_last_write_of_a_key_counts_and_no_block_is_lost()
    {
        SampleCommits.Write(_writer, 1);
        for (int round = 2; round < 50; round++)
        {
            using StoreCommit commit = _writer.BeginCommit();
            for (int i = 0; i < round; i++)
                _writer.Entries[i % _writer.Entries.Count].Set(Sample.Of(i, 1 + (i * 37)));
            commit.Complete();
            StoreInspection.AssertNoBlockIsLost(_writer);
        }

        Assert.Equal([48L, 45, 46, 47], _writer.Entries.Select(static entry => entry.Value.Number));
    }

    [Fact]
    public void One_key_needs_no_record_and_no_key_no_commit()
    {
        _writer.Attachment.Writer!.StepTaken = static step => Assert.NotEqual(WriteStep.Recorded, step);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.A.Set(Sample.Of(1));
            _writer.A.Set(Sample.Of(2));
            Assert.Equal(_writer.Version + 1, commit.Complete());
        }

        using StoreCommit empty = _writer.BeginCommit();
        Assert.Equal(_writer.Version, empty.Complete());
        Assert.Equal(2, _writer.A.Value.Number);
        StoreInspection.AssertNoBlockIsLost(_writer);
    }

    [Fact]
    public async Task Those_who_wait_are_woken_once_it_completes()
    {
        using SampleStore reader = _writer.OpenReader();
        Task<long> change = reader.B.WaitForChangeAsync(0, TestContext.Current.CancellationToken);
        long version;
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.A.Set(Sample.Of(1));
            _writer.B.Set(Sample.Of(1));
            Assert.False(change.IsCompleted);
            version = commit.Complete();
        }

        Assert.Equal(version, await change.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_import_can_be_part_of_it()
    {
        SampleCommits.Write(_writer, 5);
        SharedObjectStore packed = _writer.Export(TestContext.Current.CancellationToken);
        SampleCommits.Write(_writer, 6);
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Import(packed);
        Assert.Equal(6, _writer.A.Value.Number);
        commit.Complete();
        Assert.Null(SampleCommits.Check(_writer.Snapshot(SampleCommits.Read)));
        Assert.Equal(5, _writer.A.Value.Number);
    }
}
