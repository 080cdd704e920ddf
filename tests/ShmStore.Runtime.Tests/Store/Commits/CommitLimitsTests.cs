using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Operations that fail in the middle of a commit, stores without room, and more words than a record can hold.</summary>
public sealed class CommitLimitsTests
{
    private static readonly StoreOptions Small = new() { MaximumSize = 256 * 1024 };

    [Fact]
    public void A_write_that_fails_leaves_the_commit_as_it_was()
    {
        using var writer = SampleWriter.Open(null, Small);
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(1));
        using (StoreCommit commit = writer.BeginCommit())
        {
            writer.A.Set(Sample.Of(2));
            Assert.Throws<StoreFullException>(() => writer.B.Set(Sample.Of(2, 300_000)));
            Assert.Throws<InvalidOperationException>(() => writer.A.Update(static _ => throw new InvalidOperationException()));
            Assert.ThrowsAny<ArgumentException>(() => writer.A.Set(new Sample("\uD800", 1, 1)));
            writer.C.Set(Sample.Of(2));
            commit.Complete();
        }

        Assert.Equal((2L, 1L, 2L), (writer.A.Value.Number, writer.B.Value.Number, writer.C.Value.Number));
        using (writer.BeginCommit())
        {
            writer.A.Set(Sample.Of(3));
            Assert.Throws<StoreFullException>(() => writer.B.Set(Sample.Of(3, 300_000)));
        }

        Assert.Equal(2, writer.A.Value.Number);
        StoreInspection.AssertNoBlockIsLost(writer);
    }

    [Fact]
    public void No_room_for_the_record_leaves_the_commit_open()
    {
        using var writer = SampleWriter.Open(null, Small);
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(1));
        using StoreCommit commit = writer.BeginCommit();
        writer.A.Set(Sample.Of(2));
        writer.B.Set(Sample.Of(2));
        CommitWriter commits = writer.Attachment.Writer!;
        Stack<long> hoard = [];
        using (commits.Lock())
        {
            for (int length = 64 * 1024; length >= 0; length /= 2)
            {
                while (Record.Exception(() => hoard.Push(commits.Stage(default, new byte[length], default))) is null)
                {
                }

                if (length == 0)
                    break;
            }
        }

        Assert.IsType<StoreFullException>(commit.Failure());
        Assert.Equal((1L, 1L), (writer.A.Value.Number, writer.B.Value.Number));
        using (commits.Lock())
        {
            foreach (long block in hoard)
                commits.Discard(block);
        }

        commit.Complete();
        Assert.Equal((2L, 2L), (writer.A.Value.Number, writer.B.Value.Number));
        StoreInspection.AssertNoBlockIsLost(writer);
    }

    [Theory]
    [InlineData(CommitPair.Maximum, false)]
    [InlineData(CommitPair.Maximum + 1, true)]
    public void No_commit_has_more_words_than_a_record_holds(int words, bool tooMany)
    {
        using var writer = SampleWriter.Open(null);
        CommitWriter commits = writer.Attachment.Writer!;
        writer.A.Set(Sample.Of(1));
        long area;
        using (commits.Lock())
            area = commits.Stage(default, new byte[BlockLayout.MaximumDocument], default) + BlockLayout.HeaderLength;
        var participant = new Counters(commits, area, words - 1);
        using (StoreCommit commit = writer.BeginCommit())
        {
            writer.A.Set(Sample.Of(2));
            commits.Pending!.Join(participant);
            commits.Pending.Join(participant);
            if (tooMany)
            {
                string message = Assert.IsType<InvalidOperationException>(commit.Failure()).Message;
                Assert.Contains("1048577", message, StringComparison.Ordinal);
                Assert.Contains("1048576", message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(commit.Complete(), writer.A.Version);
            }
        }

        Assert.Equal(tooMany ? 1 : 2, writer.A.Value.Number);
        Assert.Equal(tooMany ? [-1L] : [writer.Version], participant.Ends);
        Assert.Equal(tooMany ? 0 : words - 1, writer.Attachment.Header.At<long>(area + (8L * (words - 2))));
    }

    /// <summary>Counters in the heap: word i becomes i + 1.</summary>
    private sealed class Counters(CommitWriter writer, long area, int count) : ICommitParticipant
    {
        public long Joined { get; set; }

        public List<long> Ends { get; } = [];

        public void Prepare(PendingCommit commit)
        {
            for (int i = 0; i < count; i++)
                writer.Publish(area + (8L * i), i + 1, 0, 0);
        }

        public void Completed(long version) => Ends.Add(version);

        public void Abandoned() => Ends.Add(-1);

        public void Lost() => Ends.Add(-2);
    }
}
