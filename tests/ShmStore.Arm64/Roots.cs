using ShmStore.Layout;
using ShmStore.Store.Atomics;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.Store.Waiting;

namespace ShmStore.Arm64;

/// <summary>Calls what is to be compiled; never runs.</summary>
internal static unsafe class Roots
{
    /// <summary>Reaches the hot paths, the controls, and by a store that is written, read, and waited on, the rest.</summary>
    public static int Reach(string[] args)
    {
        var attachment = StoreAttachment.CreateWriter(new StoreSchema(File.ReadAllBytes(args[1])), args[0]);
        MapReader map = attachment.MapReaderOf(1);
        long slot = 0;
        ulong word = 0;
        byte* block = (byte*)&slot;
        long sum = HotPaths.LoadFixed(attachment.Region, &slot) + HotPaths.LoadTuple(attachment.Region, &slot) + HotPaths.ReadUnderLease(attachment.Region, &slot) + HotPaths.Difference(attachment.Region, &slot, default)
            + HotPaths.ReadAtomic(new AtomicWord<long>(block)) + HotPaths.ChangeAtomic(new AtomicWord<long>(block), 1, 2);
        HotPaths.InvalidateAndWrite(block, sum);
        sum += Controls.ReadWithoutBarrier(attachment.Region, &slot) + Controls.ReadBeforeVersion(attachment.Region, &slot);
        Controls.InvalidateByRelease(block, sum);
        Controls.InvalidateTooLate(block, sum);
        Controls.PublishPlainly(block, &slot, sum);
        bool found = Controls.SignalWithoutFence(&word, 3) | map.TryFindShort<BlockStart>(1, 2, 8, out _) | map.TryFindBytes<BlockStart>(new byte[20], out _);

        sum += map.EndFindMembers<MemberPair<long, HotPaths.FirstWord, int, HotPaths.OtherWord>, (long First, int Second)>([], 0, []);

        map.TryBegin(0, out SegmentLease lease);
        sum += HotPaths.VisitUnchanged(map, in lease, slot, sum, new ReturnedKeys());

        var records = new ChangeRecord[2];
        sum += HotPaths.StageRecords(new ChangeRing(block), records);
        found |= HotPaths.CopyRecords(new ChangeRing(block), sum, records) | Controls.CopyRecordsWithoutBarrier(block, sum, records);

        MapWriter writer = attachment.MapWriterOf(1, map);
        var key = new KeyProbe("key"u8.ToArray(), map.Seed);
        sum += writer.Set(in key, new EntryDocument([], default, Expiry.Never)) + writer.Patch(in key, default, default, 0, 1L) + writer.Clear() + attachment.Snapshot<SharedStore, int, int>(static _ => null!, 0, static (_, _) => 0);
        found |= writer.Remove(in key);
        using (var commit = new StoreCommit(attachment.Writer!, attachment.Writer!.TryBegin(Deadline.Never)))
        {
            commit.Complete();
        }

        found |= attachment.Changes.WaitAsync(static () => 1, default).Result == 1;
        return found ? (int)sum : (int)slot;
    }
}
