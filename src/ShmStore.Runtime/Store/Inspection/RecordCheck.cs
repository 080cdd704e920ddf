using System.Runtime.InteropServices;
using ShmStore.Layout;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at the record of a commit of several keys that was made but not finished.</summary>
internal static class RecordCheck
{
    /// <summary>Checks the record, if the header names one, and takes over what it says.</summary>
    /// <returns>Why not all of the commit was taken over; null when it was, or when there is none.</returns>
    public static string? Run(InspectedStore store)
    {
        long record = store.Image.At<long>(HeaderLayout.CommitRecordOffset);
        if (record == 0)
            return null;
        if (!store.Heap.CanBegin(record))
            return Damage($"the header names a commit record at {record}, where no block begins");
        var block = ImageBlock.Read(store.Image, record);
        store.Heap.Name(block);
        store.NoteCommit(block);
        if (block.DocumentProblem(BlockLayout.HeaderLength) is { } problem)
            return Damage(problem);
        if (block.ReadAll(store.Image) is not { } bytes)
            return Damage($"the block of {block.Size} bytes runs past the file of {store.Image.Length}");
        if (store.ChecksumProblem(HeaderLayout.CommitRecordOffset, bytes) is { } wrong)
            return Damage(wrong);
        if (block.Length == 0 || block.Length % CommitPair.Length != 0)
            return Damage($"{block.Length} bytes are no pairs of words and values");

        ReadOnlySpan<CommitPair> pairs = MemoryMarshal.Cast<byte, CommitPair>(bytes.AsSpan(BlockLayout.HeaderLength, (int)block.Length));
        string? left = TakeOver(store, pairs, block.Version);
        if (left is not null)
            Damage(left);
        if (store.Overlay.Count > 0)
            store.Findings.Leftover(StoreArea.CommitRecord, record, null, $"commit {block.Version} of {pairs.Length} words was made, and not all of them may be stored yet");
        return store.HasChecksums ? null : left;

        string Damage(string message)
        {
            store.Findings.Damage(StoreArea.CommitRecord, record, null, message);
            return message;
        }
    }

    // A record whose checksum holds is what the commit wrote: what does not fit is damaged itself, and found to be. Otherwise a pair that does not fit is left out, and if most do not, it is no record.
    private static string? TakeOver(InspectedStore store, ReadOnlySpan<CommitPair> pairs, long version)
    {
        string? problem = null;
        int left = 0;
        foreach (CommitPair pair in pairs)
        {
            bool isPossible = IsPossible(store, pair, version);
            if (!isPossible)
                problem ??= $"it gives the word at {pair.Word} the value {pair.Value}, which no commit does";
            if (isPossible || store.HasChecksums)
                store.Overlay[pair.Word] = pair.Value;
            else
                left++;
        }

        if (left > 1)
            problem += $"; {left} of its {pairs.Length} pairs are such";
        if (left > pairs.Length / 2)
            store.Overlay.Clear();
        return problem;
    }

    private static bool IsPossible(InspectedStore store, CommitPair pair, long version)
    {
        var areas = store.Areas;
        if (pair.Word >= areas.Heap)
            return pair.Word % sizeof(long) == 0 && pair.Word <= store.Image.Length - sizeof(long);
        return pair.Word >= areas.SlotAt(SlotLayout.FirstKeySlot) && pair.Word < areas.SlotAt(areas.SlotCapacity) && (pair.Word - areas.Slots) % SlotLayout.Stride == 0
            && (IsDamaged(store, pair) || (store.Heap.CanBegin(pair.Value) && ImageBlock.Read(store.Image, pair.Value).Version == version));
    }

    // Then its version tells nothing of the record.
    private static bool IsDamaged(InspectedStore store, CommitPair pair)
    {
        var block = ImageBlock.Read(store.Image, pair.Value);
        return store.HasChecksums
            && (block.DocumentProblem(BlockLayout.HeaderLength) is not null || block.ReadAll(store.Image) is not { } bytes || store.ChecksumProblem(pair.Word, bytes) is not null);
    }
}
