using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Saves the entries of one map: those that its index names, and where that is damaged, has them looked for.</summary>
internal sealed class MapRescue(InspectedStore store, SavedStore saved, EntrySearch search, MissedLanes missed, FindingList changes, int map)
{
    private readonly KeySchema _declared = saved.Schema.Keys[map];

    private readonly NamedByMistake _mistakes = new(store, map);

    // Words of lanes. A growth that its writer did not finish has left copies of some, in segments that the directory names beside the old one.
    private readonly HashSet<long> _named = [];

    // Of these, and of others with the same word as one of their segment, how many may be those of no entry.
    private int _missed;
    private int _copied;

    /// <summary>Saves what the index under this slot names.</summary>
    public void Run(long root)
    {
        saved.EntriesOf(map);
        ImageIndex.RootResult directory = ImageIndex.ReadRoot(store.Image, root);
        if (directory.Problem is not null)
        {
            changes.Note(StoreArea.Map, root, _declared.Name, $"the index was built anew: {directory.Problem}");
            search.AddUncounted(map);
            return;
        }

        // Segments, each once, though the directory may name one for many ranges, or for the wrong ones.
        var problems = new Dictionary<long, string?>();
        for (long i = 0; i < directory.Words.Length; i++)
        {
            long word = ImageIndex.WithBucketsOfBlock(store.Image, directory.Words[i]);
            if (!problems.TryGetValue(word, out string? problem))
            {
                problem = ImageIndex.SegmentProblem(store.Image, word, directory.Depth) ?? (_mistakes.IsOfAnother(word) ? $"the segment at {word & IndexLayout.OffsetMask} is one of another map" : null);
                problems.Add(word, problem);
                if (problem is null)
                    Save(word, i, directory.Depth);
                else
                    changes.Note(StoreArea.Map, root, _declared.Name, $"a part of the index was built anew: {problem}");
            }

            if (problem is not null)
                search.Add(map, i, directory.Depth);
        }

        bool isWhole = problems.Values.All(static problem => problem is null);
        if (_named.Count == 0 && !isWhole)
        {
            // The root may be that of another map, and say how many that one has.
            search.AddUncounted(map);
            return;
        }

        CompareCount(root, isWhole);
    }

    private void CompareCount(long root, bool isWhole)
    {
        if (store.IsTorn)
            return;
        long count = store.Load(root + IndexLayout.RootCountOffset);
        int wrong = IndexRecovery.GreatestMiscount(store.Load(root + IndexLayout.RootChangesOffset), store.Image.At<uint>(HeaderLayout.WriterModeOffset));
        if (count < _named.Count - _missed - wrong)
        {
            changes.Damage(
                StoreArea.Map, root + IndexLayout.RootCountOffset, _declared.Name, $"{count} entries are counted in the index, and it names {_named.Count}: some that were removed, or are older than the last, may have come back");
        }
        else if (isWhole && count > _named.Count + _copied + wrong)
        {
            // Lanes that became zeros, as a power failure can leave a page of them, look like those of a map that never had the entries.
            changes.Note(StoreArea.Map, root, _declared.Name, $"the index was built anew: {count} entries are counted in it, and it names {_named.Count}");
            search.AddCounted(map, count);
        }
    }

    private void Save(long word, long index, int directoryDepth)
    {
        long segment = word & IndexLayout.OffsetMask;
        List<MissedLane> elsewhere = [];
        var lanes = new HashSet<long>();
        var intact = new HashSet<byte[]>(new BytesComparer());
        for (int i = 0; i < SegmentLease.BucketsOf(word) * IndexLayout.Lanes; i++)
        {
            long at = segment + SegmentLanes.OffsetOf(i);
            long lane = store.Load(at);

            // A word that no lane has did name an entry: what is left of that may be all but one bit.
            if (!SegmentLanes.IsLane(lane))
                lane |= long.MinValue;
            if (!SegmentLanes.IsInUse(lane))
                continue;
            if (!lanes.Add(lane))
            {
                _copied++;
                changes.Damage(StoreArea.Map, at, _declared.Name, "an entry was lost, if it had not been removed: its lane has the word of another one");
            }
            else if (_named.Add(lane) && SaveNamed(at, lane, intact) is (var problem, var other))
            {
                _missed++;
                elsewhere.Add(new MissedLane(at, lane, LaneHomes.Of(store, word, i), $"names {lane & IndexLayout.OffsetMask}: {problem}", other));
            }
        }

        LookFor(elsewhere, intact, word, index, directoryDepth);
    }

    // Null where the lane is not damaged; else what is wrong with what it names, and the entry, if that is one of another tag.
    private (string Problem, ImageEntry? Other)? SaveNamed(long at, long lane, HashSet<byte[]> intact)
    {
        long offset = lane & IndexLayout.OffsetMask;
        var block = ImageBlock.Read(store.Image, offset);
        (ImageEntry? entry, string? problem) = ImageEntry.Read(store, _declared, map, block, at);
        problem ??= DocumentRescue.Problem(store, saved, _declared.Type, entry!.Value);

        // A walk over a damaged heap may have lost its step before this block: one that is whole and where its key belongs is one all the same.
        if (!store.Heap.CanBegin(offset) && (problem is not null || !store.IsPlausible(block, entry!.BytesBeforeDocument) || !IsTagged(lane, entry)))
            (entry, problem) = (null, "no block begins there");
        bool isOwn = entry is not null && IsTagged(lane, entry);
        if (problem is null && !isOwn)
            return ($"the block of another key, {StoredKey.Display(_declared.Key, entry!.Key)}", entry);
        if (problem is null)
        {
            intact.Add(entry!.Key);
            Keep(entry);
            return null;
        }

        if (!isOwn && (!store.Heap.Begins(offset) || _mistakes.IsSomethingElse(block)))
            return (problem, null);

        // The block is damaged: an older one of the key would be no repair. Where the key in it has another tag, that is damaged too.
        if (isOwn)
            changes.Damage(StoreArea.Block, offset, $"{_declared.Name}[{StoredKey.Display(_declared.Key, entry!.Key)}]", $"the entry was lost: {problem}");
        else
            changes.Damage(StoreArea.Map, at, _declared.Name, $"an entry was lost: its lane names {offset}: {problem}. Its key is not known; of its hash the tag is 0x{(ulong)lane >> IndexLayout.OffsetBits:X4}");
        return null;
    }

    // The lanes are damaged, and the entries are somewhere else. Which range the segment has is not asked: what the directory says of that may be damaged too.
    private void LookFor(List<MissedLane> lanes, HashSet<byte[]> intact, long word, long index, int directoryDepth)
    {
        foreach (MissedLane lane in lanes)
            search.Add(map, lane);
        int depth = ImageIndex.DepthOf(store.Image, word);
        missed.Add(map, index >> (directoryDepth - depth), depth, lanes, intact);
    }

    private bool IsTagged(long lane, ImageEntry entry) => store.HasWrongSeeds || SegmentProbe.HasTag(lane, KeyProbe.TagBitsOf(store.HashOf(entry.Key)));

    // Of two entries of a key, the index names one by mistake: the newer is right.
    private void Keep(ImageEntry entry)
    {
        Dictionary<byte[], ImageBlock> entries = saved.EntriesOf(map);
        if (!entries.TryGetValue(entry.Key, out ImageBlock other) || other.Version < entry.Value.Block.Version)
            entries[entry.Key] = entry.Value.Block;
    }
}
