using ShmStore.Store.Commits;

namespace ShmStore.Tests.Store.Commits;

/// <summary>The words of an open commit: the last change counts, the first knows what it replaces.</summary>
public sealed class PendingCommitTests
{
    private readonly PendingCommit _commit = new();

    [Fact]
    public void The_last_value_replaces_what_the_first_one_would()
    {
        Assert.Equal(0, _commit.Add(64, new PendingWord(Value: 1000, Block: 1000, Replaced: 500)));
        Assert.Equal(1000, _commit.Add(64, new PendingWord(Value: 2000, Block: 2000, Replaced: 1000)));
        Assert.Equal(2000, _commit.Add(64, new PendingWord(Value: 0, Block: 0, Replaced: 2000)));
        Assert.Equal(0, _commit.Add(64, new PendingWord(Value: 3001, Block: 3000, Replaced: 0)));
        Assert.True(_commit.Words.TryGet(64, out PendingWord word));
        Assert.Equal(new PendingWord(3001, 3000, 500), word);
    }

    [Fact]
    public void The_same_block_under_another_value_is_still_wanted()
    {
        Assert.Equal(0, _commit.Add(64, new PendingWord(Value: 1001, Block: 1000, Replaced: 0)));
        Assert.Equal(0, _commit.Add(64, new PendingWord(Value: 1002, Block: 1000, Replaced: 0)));
    }

    [Fact]
    public void The_record_has_every_word_once()
    {
        _commit.Add(64, new PendingWord(1, 0, 0));
        _commit.Add(128, new PendingWord(2, 0, 0));
        _commit.Add(64, new PendingWord(3, 0, 0));
        Assert.Equal([new(64, 3), new(128, 2)], _commit.ToRecord().ToArray());
    }

    [Fact]
    public void A_word_that_is_taken_back_leaves_the_others_and_can_come_again()
    {
        for (int word = 1; word <= 4; word++)
            _commit.Add(64 * word, new PendingWord(word, 0, Replaced: 10 * word));
        _commit.Remove(128);
        _commit.Remove(256);
        _commit.Remove(512);
        Assert.Equal([64, 192], Words());
        Assert.False(_commit.Words.Contains(128));
        Assert.False(_commit.Words.TryGet(256, out _));

        _commit.Add(256, new PendingWord(9, 0, Replaced: 90));
        _commit.Add(192, new PendingWord(8, 0, Replaced: 0));
        Assert.Equal([64, 192, 256], Words());
        Assert.True(_commit.Words.TryGet(192, out PendingWord again));
        Assert.Equal(new PendingWord(8, 0, 30), again);
        Assert.True(_commit.Words.TryGet(256, out PendingWord anew));
        Assert.Equal(new PendingWord(9, 0, 90), anew);

        _commit.Begin();
        Assert.Equal(0, _commit.Words.Count);
        Assert.False(_commit.Words.Contains(64));
    }

    [Fact]
    public void Who_joins_is_told_once_and_compared_with_nobody_however_many_take_part()
    {
        Participant[] all = [.. Enumerable.Range(0, 100).Select(static _ => new Participant())];
        for (int commits = 1; commits <= 2; commits++)
        {
            _commit.Begin();
            for (int writes = 0; writes < 3; writes++)
                Array.ForEach(all, _commit.Join);
            _commit.Tell(7L, static (participant, version) => participant.Completed(version));
            Assert.All(all, one => Assert.Equal((commits, 0), (one.Told, one.Compared)));
        }

        _commit.Begin();
        Assert.False(_commit.HasParticipants);
    }

    private IEnumerable<long> Words() => _commit.ToRecord().ToArray().Select(static pair => pair.Word).Order();

    private sealed class Participant : ICommitParticipant
    {
        public long Joined { get; set; }

        public int Told { get; private set; }

        public int Compared { get; private set; }

        public void Prepare(PendingCommit commit)
        {
        }

        public void Completed(long version) => Told++;

        public void Abandoned()
        {
        }

        public void Lost()
        {
        }

        public override bool Equals(object? obj)
        {
            Compared++;
            return ReferenceEquals(this, obj);
        }

        public override int GetHashCode() => 0;
    }
}
