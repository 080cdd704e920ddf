using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Maps.Caching;

/// <summary>
/// Decides which entry of a map with bounds goes next. What it knows stands in shared memory, where any writer goes on with it: the ring of the last changes, a hand that goes round the index, marks and ghosts. For who holds the gate.
/// </summary>
/// <remarks>
/// <para>
/// S3-FIFO (Yang, Zhang, Qiu, Yue and Rashmi, SOSP 2023) with one bit for each entry, whose queues take no memory of their own. The small queue, of entries that are new, is the end of the map's ring. Who leaves it without having been found
/// since is evicted and remembered as a ghost; a ghost that comes back counts as found. All others are the main queue, round which a hand goes in the order of the index, which is a random one (CLOCK; Corbató, 1968): it evicts who was not
/// found since it last came by. So what is set once and never read, as by a scan, does not drive out what is read.
/// </para>
/// <para>
/// Where many of those that the small queue has evicted come back (<see cref="ReturnRates"/>), it is too short to tell who is used: then those at its end go over to the main queue, which evicts them if they are not found until the hand comes by.
/// </para>
/// <para>The bit is the mark that readers leave (<see cref="UseMarks"/>), so this is all that they do.</para>
/// <para>Nothing of it must be right: whatever number stands in a root, an entry is found that may go, if there is one.</para>
/// </remarks>
internal sealed unsafe class EvictionOrder(MapIndex index, CacheMarks marks)
{
    // A twentieth of the entries are new ones, but not more than the ring remembers. An entry has two records, as another was evicted for it.
    private const int SmallPart = 20;
    private const int MostRecent = 900;
    private const int RecordsPerEntry = 2;

    // Of so many that would stay in the main queue though nobody has found them, one is evicted.
    private const int StayingPart = 16;

    // However many entries were found since they were last looked at, so many of them are passed over for one eviction at most: there is no pause.
    private const int Patience = 32;

    // So many whose blocks are larger than the one that is needed are passed over for one of its own size. A larger block is divided, and blocks are never merged: else writes of small entries leave none for large ones.
    // Not those of a size that nobody has asked for lately: else what was once large stays for ever, however little it is used.
    private const int LargerPatience = 64;
    private const int Lately = 1024;

    // So many that may be new ones are passed over for one of the others.
    private const int MostPassed = 4 * RingLayout.Records;

    private readonly HashSet<ulong> _pinned = [];

    // How often a block was asked for, and for each size class how often until it was asked for last; 0 for never.
    private readonly long[] _asked = new long[SizeClasses.Count];
    private long _asks;

    private uint _stayed;
    private int _patience;
    private int _leastClass;
    private int _largerPatience;

    /// <summary>An entry was added whose key has this hash.</summary>
    public void Add(ulong hash)
    {
        if (marks.Current is not { } bits)
            return;
        Ghost ghost = Ghosts.Take(bits, hash, index.Evictions, index.Count);
        if (ghost != Ghost.None)
            ReturnRates.NoteReturn(ref index.Returns, ghost);
        if (ghost == Ghost.OfNew)
            bits.Set(hash);
        else
            bits.Take(hash);
    }

    /// <summary>An entry was set again, which is as if it had been found.</summary>
    public void Use(ulong hash) => marks.Current?.Set(hash);

    /// <summary>A block of a size class is needed, whether or not something has to go for it.</summary>
    public void Ask(int sizeClass) => _asked[sizeClass] = ++_asks;

    /// <summary>Hash of the one key that is being written, whose entry is not chosen; null for none.</summary>
    public ulong? Spared { get; set; }

    /// <summary>Keeps an entry from being chosen.</summary>
    public void Pin(ulong hash) => _pinned.Add(hash);

    /// <summary>Entries that were kept may be chosen again.</summary>
    public void Unpin() => _pinned.Clear();

    /// <summary>Chooses the entry that goes next. The caller removes it.</summary>
    /// <param name="leastClass">Size class that its block has at least, and if such a one is soon found, no larger one of a size that is asked for too; 0 if it does not matter.</param>
    /// <param name="lane">Its lane.</param>
    /// <returns>False if there is none that may go.</returns>
    public bool TryChoose(int leastClass, out long* lane)
    {
        lane = null;
        if (index.Count == 0)
            return false;
        Begin(leastClass);
        bool isChosen = TryChooseRecent(Math.Clamp(index.Count / SmallPart * RecordsPerEntry, 0, MostRecent), mayStay: true, out lane)
            || TryChooseByHand(FirstRecentVersion(), MostPassed, ends: 2, out lane)
            || TryChooseRecent(0, mayStay: false, out lane)
            || TryChooseAny(out lane);
        if (isChosen)
            index.Evictions++;
        return isChosen;
    }

    /// <summary>Chooses an entry of the segment of a hash: one that was not found lately, from the hash's own place on, if there is any. The caller removes it.</summary>
    /// <inheritdoc cref="TryChoose"/>
    public bool TryChooseIn(ulong hash, out long* lane)
    {
        lane = null;
        if (!index.TryGetSegment(hash, out byte* segment, out int buckets))
            return false;
        Begin(leastClass: 0);
        int lanes = buckets * IndexLayout.Lanes;
        int first = (int)SegmentProbe.HomeOf(hash, buckets) * IndexLayout.Lanes;

        // Twice round: the first time may find marks alone, and clears so many of them.
        for (int i = 0; i < 2 * lanes; i++)
        {
            lane = SegmentLanes.At(segment, (first + i) % lanes);
            if (SegmentLanes.IsInUse(*lane) && MayGo(index.BlockOf(lane)))
            {
                index.Evictions++;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one that would have been chosen the last time was kept from it.</summary>
    public bool HasSpared { get; private set; }

    /// <summary>Whether the entry of a hash is not chosen.</summary>
    public bool IsSpared(ulong hash) => hash == Spared || _pinned.Contains(hash);

    // The oldest of the new ones, if there are more records than may be kept. One that nobody has found may stay all the same, as one of the others, if too many have come back.
    private bool TryChooseRecent(long kept, bool mayStay, out long* lane)
    {
        ChangeRing ring = index.Changes;
        long head = ring.Head;

        // No more than a ring has, whatever its head is.
        long recent = Math.Clamp(index.Recent, Math.Min(Math.Max(ring.Oldest, head - RingLayout.Records), head), head);
        lane = null;
        bool isChosen = false;
        while (!isChosen && head - recent > kept)
        {
            ChangeRecord record = ring[recent++];
            if (record.Kind != ChangeKind.Set || !index.TryFindLane(record.Block, record.Commit, out lane, out ulong hash) || !MayGo(index.BlockOf(lane), hash) || (mayStay && MayStay()))
                continue;
            isChosen = true;
            Remember(hash, Ghost.OfNew);
        }

        index.Recent = recent;
        return isChosen;
    }

    // One in so many goes all the same: else nobody would learn when they come back no more.
    private bool MayStay() => ReturnRates.FavourNew(index.Returns) && ++_stayed % StayingPart != 0;

    private void Remember(ulong hash, Ghost ghost)
    {
        if (marks.Current is not { } bits)
            return;
        Ghosts.Add(bits, hash, index.Evictions, ghost);
        ReturnRates.NoteEviction(ref index.Returns, ghost);
    }

    private long FirstRecentVersion()
    {
        ChangeRing ring = index.Changes;
        return index.Recent < ring.Head ? ring.CommitAt(index.Recent) : long.MaxValue;
    }

    // The next one that is older than a version, until the walk has come to its end so often: twice is once round at least, three times twice, as the first time may find marks alone.
    private bool TryChooseByHand(long before, long mostPassed, int ends, out long* lane)
    {
        var walk = new BucketWalk(index.Hand / IndexLayout.Lanes);
        int first = (int)((ulong)index.Hand % IndexLayout.Lanes);
        for (; ends > 0 && mostPassed > 0; first = 0)
        {
            BucketWalk here = walk;
            if (!walk.TryNext(index, out long* lanes, out bool isLast))
                break;
            for (int i = first; i < IndexLayout.Lanes && lanes != null; i++)
            {
                lane = lanes + i;
                if (!SegmentLanes.IsInUse(*lane))
                    continue;
                byte* block = index.BlockOf(lane);
                if (new BlockHeader(block).Version < before && MayGo(block))
                {
                    // Behind it: what gets the lane now is to stay for a round.
                    index.Hand = (here.Word * IndexLayout.Lanes) + i + 1;
                    Remember(index.HashOf(block), Ghost.OfOld);
                    return true;
                }

                mostPassed--;
            }

            ends -= isLast ? 1 : 0;
        }

        index.Hand = walk.Word * IndexLayout.Lanes;
        lane = null;
        return false;
    }

    // Larger ones too: there may be no others, and fewer of them than would be passed over.
    private bool TryChooseAny(out long* lane)
    {
        _largerPatience = 0;
        return TryChooseByHand(long.MaxValue, long.MaxValue, ends: 3, out lane);
    }

    private void Begin(int leastClass) => (_patience, _leastClass, _largerPatience, HasSpared) = (Patience, leastClass, leastClass > 0 ? LargerPatience : 0, false);

    private bool MayGo(byte* block) => MayGo(block, index.HashOf(block));

    // The marks last: they are cleared of those alone that would have gone.
    private bool MayGo(byte* block, ulong hash)
    {
        int sizeClass = new BlockMeta(new BlockHeader(block).Meta).SizeClass;
        if (sizeClass < _leastClass)
            return false;
        if (sizeClass > _leastClass && _largerPatience > 0 && WasAskedLately(sizeClass))
        {
            _largerPatience--;
            return false;
        }

        if (IsSpared(hash))
        {
            HasSpared = true;
            return false;
        }

        if (_patience == 0 || marks.Current?.Take(hash) != true)
            return true;
        _patience--;
        return false;
    }

    private bool WasAskedLately(int sizeClass) => _asked[sizeClass] > 0 && _asks - _asked[sizeClass] < Lately;
}
