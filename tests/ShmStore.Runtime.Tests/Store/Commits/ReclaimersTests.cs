using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Who is asked for memory, and how often: those that have nothing to give are not, however many they are.</summary>
public sealed class ReclaimersTests
{
    private readonly ManualClock _clock = new();
    private readonly Reclaimers _reclaimers = new();

    [Fact]
    public void Whoever_has_no_bounds_and_nothing_that_expires_is_not_asked_again_until_a_moment_has_passed()
    {
        Asked[] all = [.. Enumerable.Range(0, 1000).Select(_ => Register())];
        AskAll();
        int asked = Calls(all);
        Assert.True(asked >= 2 * all.Length);
        for (int i = 0; i < 10; i++)
            AskAll();
        Assert.Equal(asked, Calls(all));

        _clock.Advance(TimeSpan.FromMilliseconds(Asked.Rest - 1));
        AskAll();
        Assert.Equal(asked, Calls(all));

        // For what another writer may have set meanwhile.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        AskAll();
        Assert.All(all, static one => Assert.Equal(2, one.Searches));
    }

    [Fact]
    public void Whoever_is_registered_later_is_asked()
    {
        Register();
        AskAll();
        Asked late = Register();
        AskAll();
        Assert.Equal((1, 1), (late.Sweeps, late.Searches));
    }

    [Fact]
    public void Before_an_entry_expires_nobody_is_searched_and_then_all_are()
    {
        Asked[] all = [Register(), Register()];
        AskAll();
        _reclaimers.NoteExpiring(_clock.GetUtcNow().ToUnixTimeMilliseconds() + 5);
        AskAll();
        Assert.All(all, static one => Assert.Equal(1, one.Searches));
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        AskAll();
        Assert.All(all, static one => Assert.Equal(2, one.Searches));
    }

    [Fact]
    public void Whoever_may_find_something_is_swept_each_time_and_who_may_again_too()
    {
        Asked active = Register();
        active.IsSweeping = true;
        Asked idle = Register();
        AskAll();
        AskAll();
        Assert.Equal((2, 1), (active.Sweeps, idle.Sweeps));
        idle.IsSweeping = true;
        _reclaimers.NoteSweeping(idle);
        active.IsSweeping = false;
        AskAll();
        AskAll();
        Assert.Equal((3, 3), (active.Sweeps, idle.Sweeps));
    }

    [Fact]
    public void Only_who_has_bounds_evicts()
    {
        Asked[] all = [.. Enumerable.Range(0, 10).Select(_ => Register())];
        Assert.False(_reclaimers.MayEvict);
        _reclaimers.NoteBounds(all[3], true);
        _reclaimers.NoteBounds(all[3], true);
        Assert.False(_reclaimers.MayEvict);
        all[3].EvictableBytes = 100;
        Assert.True(_reclaimers.MayEvict);
        Assert.True(_reclaimers.TryEvict(1));
        Assert.Equal(1, all.Sum(static one => one.Evictions));
        _reclaimers.NoteBounds(all[3], false);
        Assert.False(_reclaimers.MayEvict);
        Assert.False(_reclaimers.TryEvict(1));
        Assert.Equal(1, all.Sum(static one => one.Evictions));
    }

    [Fact]
    public void Who_is_written_is_asked_before_the_others_and_alone_if_it_can()
    {
        Asked[] all = [.. Enumerable.Range(0, 1000).Select(_ => Register())];
        foreach (Asked one in all)
        {
            one.EvictableBytes = 100;
            _reclaimers.NoteBounds(one, true);
        }

        _reclaimers.Written = all[700];
        Assert.True(_reclaimers.MayEvict);
        Assert.True(_reclaimers.TryEvict(1));
        Assert.Equal(1, all[700].Evictions);
        Assert.Equal(2, Calls(all));

        all[700].EvictableBytes = 0;
        Assert.True(_reclaimers.TryEvict(1));
        Assert.Equal((2, 3), (all[700].Evictions, all.Sum(static one => one.Evictions)));
    }

    [Fact]
    public void Who_owes_room_makes_it_once()
    {
        Asked[] all = [.. Enumerable.Range(0, 3).Select(_ => Register())];
        _reclaimers.Owe(all[0]);
        _reclaimers.Owe(all[2]);
        _reclaimers.Owe(all[0]);
        _reclaimers.MakeOwedRoom();
        _reclaimers.MakeOwedRoom();
        Assert.Equal([1, 0, 1], all.Select(static one => one.Rooms));
    }

    [Fact]
    public void Writes_that_take_new_memory_commits_and_refusals_ask_nothing_of_other_maps()
    {
        using MapStoreWriter writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20, TimeProvider = _clock });
        var other = new Asked(_clock);
        writer.Attachment.Writer!.Reclaimers.Register(other, _clock);
        int key = 0;
        for (; key < 100; key++)
            writer.Numbers.Set(key, Sample.Of(key, 1000));
        for (int i = 0; i < 10; i++)
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.Numbers.Set(i, Sample.Of(i, 10));
            writer.Texts.Set("a", Sample.Of(i, 10));
            commit.Complete();
        }

        Assert.Equal(0, other.Calls);
        while (Record.Exception(() => writer.Numbers.Set(key, Sample.Of(key, 1000))) is null)
            key++;
        Assert.InRange(other.Calls, 1, 10);
        int asked = other.Calls;
        for (int i = 0; i < 10; i++)
            Assert.Throws<StoreFullException>(() => writer.Numbers.Set(key, Sample.Of(key, 1000)));
        Assert.Equal(asked, other.Calls);
    }

    private static int Calls(Asked[] all) => all.Sum(static one => one.Calls);

    private Asked Register()
    {
        var one = new Asked(_clock);
        _reclaimers.Register(one, _clock);
        return one;
    }

    // As when a block is wanted in a full store, and a commit is begun.
    private void AskAll()
    {
        _reclaimers.MakeOwedRoom();
        Assert.False(_reclaimers.MayEvict || _reclaimers.TrySweep() || _reclaimers.TryEvict(1) || _reclaimers.TryFindExpired());
    }

    /// <summary>Somebody who has nothing unless it is told so, and counts how often it is asked.</summary>
    private sealed class Asked(TimeProvider clock) : IMemoryReclaimer
    {
        /// <summary>Milliseconds that it rests after a search.</summary>
        public const int Rest = 1000;

        private long _until;
        private long _evictable;
        private bool _isSweeping;

        public int Sweeps { get; private set; }

        public int Searches { get; private set; }

        public int Evictions { get; private set; }

        public int Rooms { get; private set; }

        public int Calls { get; private set; }

        public bool IsSweeping
        {
            get => Count(_isSweeping);
            set => _isSweeping = value;
        }

        public long RestsUntil => Count(_until);

        public long EvictableBytes
        {
            get => Count(_evictable);
            set => _evictable = value;
        }

        public bool TrySweep()
        {
            Sweeps++;
            return Count(false);
        }

        public bool TryFindExpired()
        {
            Searches++;
            _until = clock.GetUtcNow().ToUnixTimeMilliseconds() + Rest;
            return Count(false);
        }

        public void MakeOwedRoom()
        {
            Rooms++;
            Count(true);
        }

        public bool TryEvict(int leastClass)
        {
            Evictions++;
            return Count(_evictable > 0);
        }

        private T Count<T>(T answer)
        {
            Calls++;
            return answer;
        }
    }
}
