using ShmStore.Store.Maps;
using ShmStore.Tests.Store.Maps;

namespace ShmStore.Tests.Store.Histories;

/// <summary>The mistake: a look-up that takes a key for missing when the segment it looked at does not have it, though that may not be the key's segment any more. With a pause in between.</summary>
internal sealed unsafe class HastyProbe(StoreAttachment attachment, int key)
{
    private readonly long* _slot = new IndexInspection(attachment, key).SlotAddress;
    private readonly KeySeed _seed = attachment.MapReaderOf(key).Seed;
    private int _random;

    /// <summary>Whether there is a value under a number.</summary>
    public bool Contains(int number)
    {
        while (true)
        {
            byte* origin = attachment.Region.Origin;
            long committed = attachment.Region.Refresh();
            var probe = new KeyProbe((uint)number, (uint)number, sizeof(int), _seed);
            if (!SegmentLease.TryBegin(_slot, origin, committed, probe.Hash, out SegmentLease lease))
            {
                if (Volatile.Read(ref *_slot) == 0)
                    return false;
                continue;
            }

            _random = unchecked((_random * 1664525) + 1013904223);
            Thread.SpinWait((_random >>> 22) & 0xFF);
            ProbeResult result = SegmentProbe.Find(origin, committed, lease.Segment, lease.Buckets, key, in probe, out _);
            if (result is ProbeResult.Found or ProbeResult.Absent)
                return result == ProbeResult.Found;
        }
    }
}
