using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Attaching;

/// <summary>Carries a commit of several words through that a writer had made but not finished storing when it died.</summary>
internal static unsafe class CommitRedo
{
    /// <summary>Stores all words of the commit record, if the header names one. Doing it again, after dying in the middle, changes nothing. The caller holds the region's writer lock.</summary>
    /// <exception cref="StoreFormatException">The record is damaged; nothing has changed.</exception>
    public static void Run(Region region, RegionAreas areas, WriteSteps steps)
    {
        var header = new RegionHeader(region);
        if (header.CommitRecord == 0)
        {
            return;
        }

        foreach (CommitPair pair in Checked(region, areas))
        {
            Volatile.Write(ref header.At<long>(pair.Word), pair.Value);
            steps.After(WriteStep.WordRedone);
        }

        // Release, as by the writer itself: whoever sees that no commit is being made sees all words of this one.
        Volatile.Write(ref header.CommitRecord, 0);
        steps.After(WriteStep.RedoEnded);
    }

    // A copy: what is stored is what was checked, whatever stands in the region by then. A document is not longer than 16 MiB.
    private static CommitPair[] Checked(Region region, RegionAreas areas)
    {
        bool isBlock = BlockLease.TryBegin(region, (long*)(region.Origin + HeaderLayout.CommitRecordOffset), out BlockLease lease);
        long record = isBlock ? lease.Stamp.Offset : new RegionHeader(region).CommitRecord;
        if (!isBlock || record < areas.Heap || lease.Stamp.Version is < 0 or > HeaderLayout.MaximumCommit
            || !lease.TryGetDocument(out ReadOnlySpan<byte> document, out BlockMeta meta) || meta.SizeClass >= SizeClasses.Count
            || meta.BlockSize > region.Committed - record || document.IsEmpty || document.Length % CommitPair.Length != 0)
        {
            throw Damaged(region, $"its commit record is said to be at {record}, and no block with pairs of words and values is there");
        }

        if (!BlockSeal.Of(region, areas).Holds(HeaderLayout.CommitRecordOffset, record))
        {
            throw Damaged(region, $"its commit record at {record} does not have the checksum of its bytes; {SharedStoreFile.RepairAdvice}");
        }

        CommitPair[] pairs = MemoryMarshal.Cast<byte, CommitPair>(document).ToArray();
        foreach (CommitPair pair in pairs)
        {
            if (!IsPossible(region, areas, pair, lease.Stamp.Version))
            {
                throw Damaged(
                    region, $"its commit record at {record}, of version {lease.Stamp.Version}, gives the word at {pair.Word} the value {pair.Value}, which no commit does");
            }
        }

        return pairs;
    }

    private static bool IsPossible(Region region, RegionAreas areas, CommitPair pair, long version)
    {
        var header = new RegionHeader(region);
        long end = Math.Min(header.HeapEnd, region.Committed);
        if (pair.Word >= areas.Heap)
        {
            return pair.Word % sizeof(long) == 0 && pair.Word <= end - sizeof(long);
        }

        // A slot of a key; it becomes the offset of a block of the same commit.
        return pair.Word >= areas.SlotAt(SlotLayout.FirstKeySlot) && pair.Word < areas.SlotAt(areas.SlotCapacity) && (pair.Word - areas.Slots) % SlotLayout.Stride == 0
            && pair.Value >= areas.Heap && pair.Value <= end - BlockLayout.HeaderLength && pair.Value % BlockLayout.Alignment == 0
            && header.At<long>(pair.Value + BlockLayout.VersionOffset) == version;
    }

    private static StoreFormatException Damaged(Region region, string what) => new(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: {what}.");
}
