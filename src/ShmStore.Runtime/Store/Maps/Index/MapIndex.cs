using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>The index of one map, for its writer, who holds the gate. Not thread-safe.</summary>
/// <remarks>Changing an entry is one store to a lane, which the caller makes; this finds the lanes, and makes room.</remarks>
internal sealed unsafe class MapIndex
{
    // Of 16 lanes, so many are in use at most: beyond, ever more keys do not find room in their own bucket.
    private const int FullSixteenths = 13;

    private readonly CommitWriter _writer;
    private readonly RegionHeader _header;
    private readonly long _slotWord;
    private readonly IndexGrowth _growth;

    /// <summary>The index of the map whose root the slot word at this offset names.</summary>
    public MapIndex(CommitWriter writer, long slotWord, KeySeed seed)
    {
        _writer = writer;
        _header = new RegionHeader(writer.Region);
        _slotWord = slotWord;
        _growth = new IndexGrowth(writer, slotWord, seed);
    }

    /// <summary>Entries of the map.</summary>
    public long Count => Root == 0 ? 0 : _header.At<long>(Root + IndexLayout.RootCountOffset);

    private long Root => _header.At<long>(_slotWord);

    private byte* Origin => _writer.Region.Origin;

    /// <summary>Finds a free lane for a key that is not in the map, growing the index when it is full.</summary>
    /// <returns>The lane.</returns>
    /// <exception cref="StoreFullException">No room to grow; no entry has changed.</exception>
    /// <exception cref="SharedStoreException">Too many keys have the same hash; no entry has changed.</exception>
    public long* Reserve(ulong hash)
    {
        if (Root == 0)
            _growth.CreateRoot();
        while (true)
        {
            long word = DirectoryWord(hash);
            int buckets = SegmentLease.BucketsOf(word);
            if (SegmentCount(word) < buckets * IndexLayout.Lanes * FullSixteenths / 16)
                return SegmentLanes.FreeLane(Segment(word), buckets, hash);
            _growth.Grow(hash);
        }
    }

    /// <summary>What a lane becomes when its entry, which has this hash, is removed.</summary>
    public long WordOfRemoved(long* lane, ulong hash) => SegmentLanes.WordOfRemoved(Segment(DirectoryWord(hash)), lane);

    /// <summary>Notes that a commit changes an entry with this hash, and adds or removes so many.</summary>
    public void Note(ulong hash, int change, long version)
    {
        SegmentCount(DirectoryWord(hash)) += change;
        Volatile.Write(ref _header.At<long>(Root + IndexLayout.RootCountOffset), Count + change);
        Volatile.Write(ref _header.At<long>(Root + IndexLayout.RootVersionOffset), version);
    }

    /// <summary>Offset of a lane in the region.</summary>
    public long OffsetOf(long* lane) => (byte*)lane - Origin;

    /// <summary>Takes all entries away, by one commit, and gives back their memory. O(entries).</summary>
    /// <returns>The version.</returns>
    /// <exception cref="StoreFullException">No room for the empty index; nothing has changed.</exception>
    public long Clear()
    {
        long old = Root;
        long root = _growth.NewRoot();
        _header.At<long>(root + IndexLayout.RootVersionOffset) = _writer.NextVersion;
        long version = _writer.Publish(_slotWord, root, root, replaced: 0);
        if (old != 0)
            _growth.Release(old);
        return version;
    }

    private long DirectoryWord(ulong hash) =>
        *SegmentLease.DirectoryWord(Origin + Root, _header.At<int>(Root + IndexLayout.RootDepthOffset), hash);

    private byte* Segment(long word) => Origin + (word & IndexLayout.OffsetMask);

    private ref int SegmentCount(long word) => ref *(int*)(Segment(word) + IndexLayout.SegmentCountOffset);
}
