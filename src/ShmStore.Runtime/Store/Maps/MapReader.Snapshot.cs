using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;
using ShmStore.Store.Snapshots;

namespace ShmStore.Store.Maps;

/// <content>Reading within a snapshot: words are loaded through it, and what was found, or that nothing was, is noted in it.</content>
internal sealed unsafe partial class MapReader
{
    private const int MostPatience = 1000;

    // A change takes a moment. Who looks for an entry can do without its end, for more work.
    private const int LookingPatience = 16;

    /// <summary>A reader within a snapshot, of the map whose root the slot at this offset names.</summary>
    public MapReader(Region region, SnapshotScope snapshot, long slotOffset, int map, string? keyType, KeySeed seed, ReadRetry retry, TimeProvider clock)
        : this(region, SlotReader.AlwaysEmpty, map, keyType, seed, retry, clock)
    {
        _snapshot = snapshot;
        _slotOffset = slotOffset;
    }

    // Commits of several keys change lanes and counters, but never which root a map has, so the slot itself can be read.
    private long* SlotInSnapshot => (long*)(_region.Origin + _slotOffset);

    /// <summary>True within a snapshot when the lane holds what was found there, and noted. False if that is not to be told by looking at it, and outside of one.</summary>
    public bool IsCurrentInSnapshot(scoped in MapPlace place)
    {
        if (_snapshot is null)
            return false;
        _snapshot.ThrowIfEnded();
        return Volatile.Read(ref *place.Lane) == place.LaneWord;
    }

    private bool TryFindInSnapshot(SnapshotScope snapshot, scoped in KeyProbe probe, out MapPlace place)
    {
        int attempt = 0;
        while (TryBeginInSnapshot(snapshot, probe.Hash, out SegmentLease lease))
        {
            long changes = BeginLook(snapshot, lease);
            ProbeResult result = FindInSnapshot(snapshot, lease, in probe, out place, out long lane);
            if (result == ProbeResult.Found && StillStands(place))
            {
                // The root too: when all entries are removed, their lanes and blocks stand for a while after the slot has named another one, or for long if the writer dies then. And its version: the other
                // one may be in the place of one that was replaced before.
                snapshot.RecordRoot(_slotOffset, lease.RootStamp);
                snapshot.Record(lane, place.Word, new BlockStamp(place.Offset, place.Version));
                Keep(lease, place);
                place = place.Unheld();
                return true;
            }

            if (result == ProbeResult.Absent && lease.StillStands())
            {
                Record(snapshot, lease, changes);
                return false;
            }

            if (result == ProbeResult.Outside)
                _region.Refresh();
            _retry.Next(ref attempt);
        }

        place = default;
        return false;
    }

    private MapRoot ReadRootInSnapshot(SnapshotScope snapshot)
    {
        int attempt = 0;
        while (TryBeginInSnapshot(snapshot, 0, out SegmentLease lease))
        {
            // The counters are changed a moment before the entry: wait for that moment to pass, but not for a writer who died in it.
            long changes = snapshot.Load(ChangesWord(lease));
            long version = snapshot.Load(lease.RootOffset + IndexLayout.RootVersionOffset);
            long count = snapshot.Load(lease.RootOffset + IndexLayout.RootCountOffset);
            long bytes = snapshot.Load(lease.RootOffset + IndexLayout.RootBytesOffset);
            long evicted = snapshot.Load(lease.RootOffset + IndexLayout.RootEvictionsOffset);
            if (lease.StillStands() && (changes % 2 == 0 || IsTooLong(attempt, MostPatience)))
            {
                Record(snapshot, lease, changes);
                if (changes % 2 == 0)
                    return new MapRoot(count, version, bytes, evicted);
                snapshot.Record(lease.RootOffset + IndexLayout.RootCountOffset, count, default);
                snapshot.Record(lease.RootOffset + IndexLayout.RootBytesOffset, bytes, default);

                // The version is noted before the change is made, too: whoever follows the map from it must not miss a change that is not in this snapshot. One that was counted when it began is.
                return new MapRoot(count, Math.Min(version, snapshot.Counted), bytes, evicted);
            }

            _retry.Next(ref attempt);
        }

        return default;
    }

    // Before looking at lanes that are not noted one by one: the number of changes, by which it is told whether one of them has changed. While a change is being made the number is the same before and after its lane is stored: then
    // what the lanes hold is noted too, or two looks could see the one and the other.
    private long BeginLook(SnapshotScope snapshot, in SegmentLease lease)
    {
        int attempt = 0;
        while (true)
        {
            long changes = snapshot.Load(ChangesWord(lease));
            if (changes % 2 == 0)
                return changes;
            if (IsTooLong(attempt, LookingPatience))
            {
                snapshot.RecordSum(lease.SegmentOffset + SegmentLanes.OffsetOf(0), lease.Buckets * IndexLayout.Lanes);
                return changes;
            }

            _retry.Next(ref attempt);
        }
    }

    // The writer may have died, or been stopped.
    private bool IsTooLong(int attempt, int patience) => attempt >= Math.Min(patience, _retry.MaximumAttempts / 2);

    // False, and noted, when the map was never written.
    private bool TryBeginInSnapshot(SnapshotScope snapshot, ulong hash, out SegmentLease lease)
    {
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            if (SegmentLease.TryBegin(SlotInSnapshot, _region.Origin, committed, hash, out lease))
                return true;
            if (IsEmpty(hash, committed))
            {
                // Nothing was read through it, which would have told.
                snapshot.ThrowIfEnded();
                snapshot.RecordRoot(_slotOffset, default);
                return false;
            }

            _retry.Next(ref attempt);
        }
    }

    private ProbeResult FindInSnapshot(SnapshotScope snapshot, in SegmentLease lease, scoped in KeyProbe probe, out MapPlace place, out long laneOffset)
    {
        if (snapshot.IsOverCommit)
            return FindByLane(snapshot, lease, in probe, out place, out laneOffset);
        long committed = _region.Committed;
        ProbeResult result = SegmentProbe.Find(_region.Origin, committed, lease.Segment, lease.Buckets, _map, in probe, out place);
        laneOffset = result == ProbeResult.Found ? lease.SegmentOffset + ((byte*)place.Lane - lease.Segment) : 0;
        return result;
    }

    // Lane by lane, because each may be one that an unfinished commit has not stored yet.
    private ProbeResult FindByLane(SnapshotScope snapshot, in SegmentLease lease, scoped in KeyProbe probe, out MapPlace place, out long laneOffset)
    {
        int lanes = lease.Buckets * IndexLayout.Lanes;
        int first = (int)SegmentProbe.HomeOf(probe.Hash, lease.Buckets) * IndexLayout.Lanes;
        bool hasEmpty = false;
        for (int i = 0; i < lanes; i++)
        {
            if (i % IndexLayout.Lanes == 0 && hasEmpty)
                break;
            int lane = (first + i) % lanes;
            laneOffset = lease.SegmentOffset + SegmentLanes.OffsetOf(lane);
            long cell;
            long* address = snapshot.Locate(laneOffset, &cell);
            long word = Volatile.Read(ref *address);
            hasEmpty |= word == 0;
            if (!SegmentProbe.HasTag(word, probe.TagBits))
                continue;
            long committed = _region.Committed;
            ProbeResult result = SegmentProbe.Check(_region.Origin, committed, address, _map, in probe, out place);
            if (result == ProbeResult.Absent)
                continue;

            // Without the address, which may be that of the variable: the entry is found again for every access.
            place = new MapPlace(SlotReader.AlwaysEmpty, place.Word, place.Version, place.DocumentOffset);
            return result;
        }

        place = default;
        laneOffset = 0;
        return ProbeResult.Absent;
    }

    private void Record(SnapshotScope snapshot, in SegmentLease lease, long changes)
    {
        snapshot.RecordRoot(_slotOffset, lease.RootStamp);
        snapshot.Record(ChangesWord(lease), changes, default);
    }

    private static long ChangesWord(in SegmentLease lease) => lease.RootOffset + IndexLayout.RootChangesOffset;
}
