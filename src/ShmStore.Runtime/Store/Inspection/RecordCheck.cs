using System.Runtime.InteropServices;
using ShmStore.Layout;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at the record of a commit of several keys that was made but not finished.</summary>
internal static class RecordCheck
{
    /// <summary>Checks the record, if the header names one, and takes over what it says.</summary>
    public static void Run(InspectedStore store)
    {
        long record = store.Image.At<long>(HeaderLayout.CommitRecordOffset);
        if (record == 0)
            return;
        if (!store.Heap.CanBegin(record))
        {
            Damage($"the header names a commit record at {record}, where no block begins");
            return;
        }

        var block = ImageBlock.Read(store.Image, record);
        store.Heap.Name(block);
        store.NoteCommit(block);
        if (block.DocumentProblem(BlockLayout.HeaderLength) is { } problem)
        {
            Damage(problem);
            return;
        }

        if (block.ReadAll(store.Image) is not { } bytes)
        {
            Damage($"the block of {block.Size} bytes runs past the file of {store.Image.Length}");
            return;
        }

        if (store.ChecksumProblem(HeaderLayout.CommitRecordOffset, bytes) is { } wrong)
        {
            Damage(wrong);
            return;
        }

        if (block.Length == 0 || block.Length % CommitPair.Length != 0)
        {
            Damage($"{block.Length} bytes are no pairs of words and values");
            return;
        }

        ReadOnlySpan<CommitPair> pairs = MemoryMarshal.Cast<byte, CommitPair>(bytes.AsSpan(BlockLayout.HeaderLength, (int)block.Length));
        foreach (CommitPair pair in pairs)
        {
            if (!IsPossible(store, pair, block.Version))
            {
                Damage($"it gives the word at {pair.Word} the value {pair.Value}, which no commit does");
                store.Overlay.Clear();
                return;
            }

            store.Overlay[pair.Word] = pair.Value;
        }

        store.Findings.Leftover(StoreArea.CommitRecord, record, null, $"commit {block.Version} of {pairs.Length} words was made, and not all of them may be stored yet");

        void Damage(string message) => store.Findings.Damage(StoreArea.CommitRecord, record, null, message);
    }

    private static bool IsPossible(InspectedStore store, CommitPair pair, long version)
    {
        var areas = store.Areas;
        if (pair.Word >= areas.Heap)
            return pair.Word % sizeof(long) == 0 && pair.Word <= store.Image.Length - sizeof(long);
        return pair.Word >= areas.SlotAt(SlotLayout.FirstKeySlot) && pair.Word < areas.SlotAt(areas.SlotCapacity) && (pair.Word - areas.Slots) % SlotLayout.Stride == 0
            && store.Heap.CanBegin(pair.Value) && ImageBlock.Read(store.Image, pair.Value).Version == version;
    }
}
