using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>Lanes of maps whose entries are not where they point: whether these are lost is known when all has been looked for.</summary>
/// <remarks>A lane tells of the hash of its key the tag, by its segment the first bits, and by its bucket the last. What was saved with such a hash, and is named by no intact lane of the segment, is what it named.</remarks>
internal sealed class MissedLanes(InspectedStore store)
{
    private readonly List<Missed> _all = [];

    /// <summary>Notes those of one segment.</summary>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="range">First bits of the hashes of the segment.</param>
    /// <param name="depth">How many.</param>
    /// <param name="lanes">The lanes.</param>
    /// <param name="intact">Keys of the entries that the other lanes of the segment name.</param>
    public void Add(int map, long range, int depth, IEnumerable<MissedLane> lanes, IReadOnlySet<byte[]> intact)
    {
        foreach (MissedLane lane in lanes)
            _all.Add(new Missed(map, lane, range, depth, intact));
    }

    /// <summary>Says what became of them. O(entries of the maps that have some).</summary>
    public void Report(SavedStore saved, FindingList changes)
    {
        foreach (IGrouping<int, Missed> ofMap in _all.GroupBy(static missed => missed.Map))
        {
            var tags = ofMap.Select(static missed => missed.Lane.Tag).ToHashSet();
            ILookup<ulong, (byte[] Key, ulong Hash)> entries = saved.EntriesOf(ofMap.Key).Keys.Select(key => (Key: key, Hash: store.HashOf(key)))
                .Where(entry => tags.Contains(KeyProbe.TagBitsOf(entry.Hash))).ToLookup(static entry => KeyProbe.TagBitsOf(entry.Hash));

            // Each counts for one lane.
            var taken = new HashSet<byte[]>(new BytesComparer());
            foreach (Missed missed in ofMap)
                Report(missed, entries[missed.Lane.Tag].Any(entry => missed.CanBe(entry.Key, entry.Hash) && taken.Add(entry.Key)), saved, changes);
        }
    }

    private void Report(Missed missed, bool isThere, SavedStore saved, FindingList changes)
    {
        string map = saved.Schema.Keys[missed.Map].Name;
        if (isThere)
            changes.Note(StoreArea.Map, missed.Lane.At, map, $"an entry was found without its lane, which {missed.Lane.Problem}");
        else if (IsKept(missed, saved))
            changes.Note(StoreArea.Map, missed.Lane.At, map, $"an entry was kept, though its lane has another tag: it {missed.Lane.Problem}");
        else
            changes.Damage(StoreArea.Map, missed.Lane.At, map, $"an entry was lost, if it had not been removed: its lane {missed.Lane.Problem}. Its key is not known; of its hash the tag is 0x{missed.Lane.Tag >> IndexLayout.OffsetBits:X4}, and the {missed.Depth} bits below are {missed.Range}");
    }

    // Nothing has the tag of the lane, so it may be that which is damaged. An entry that is there already, or does not belong where the lane is, was named by mistake: it may have been removed.
    private bool IsKept(Missed missed, SavedStore saved)
    {
        if (missed.Lane.Other is not { } other || !missed.Lane.Homes.Includes(store.HashOf(other.Key)))
            return false;
        Dictionary<byte[], ImageBlock> entries = saved.EntriesOf(missed.Map);
        return entries.TryAdd(other.Key, other.Value.Block) || entries[other.Key].Offset == other.Value.Block.Offset;
    }

    private sealed record Missed(int Map, MissedLane Lane, long Range, int Depth, IReadOnlySet<byte[]> Intact)
    {
        public bool CanBe(byte[] key, ulong hash) => SegmentLease.IndexOf(hash, Depth) == Range && Lane.CanName(hash) && !Intact.Contains(key);
    }
}
