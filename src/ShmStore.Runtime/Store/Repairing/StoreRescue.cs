using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Decides what of a damaged store is kept.</summary>
/// <param name="store">The store.</param>
/// <param name="given">The schema of the program; null if it gave none.</param>
/// <param name="changes">Gets what was done.</param>
internal sealed class StoreRescue(InspectedStore store, StoreSchema? given, FindingList changes)
{
    private readonly MissedLanes _missed = new(store);

    /// <summary>Decides.</summary>
    /// <exception cref="StoreFormatException">There is no schema in the file, and without one nothing else has a meaning; or one that is doubtful, and does not describe all values.</exception>
    public SavedStore Run()
    {
        RecordCheck.Run(store);
        SavedStore saved = new SchemaRescue(store, given, changes).Find();
        store.Types = new TypeCheck(saved.Schema);
        NoteSeeds();
        var search = new EntrySearch(store);
        var named = new HashSet<long>();
        for (int key = 0; key < saved.Schema.Keys.Count; key++)
            SaveKey(saved, search, named, key);
        new DroppedWords(store, saved, changes).Run();
        search.Run(saved, changes);
        _missed.Report(saved, changes);
        return saved;
    }

    private void NoteSeeds()
    {
        if (SeedCheck.Problem(store) is not { } problem)
            return;
        store.HasWrongSeeds = true;
        changes.Note(StoreArea.Header, HeaderLayout.KeySeedOffset, null, $"there are new seeds, and entries were taken as the indexes name them: {problem}");
    }

    private void SaveKey(SavedStore saved, EntrySearch search, HashSet<long> named, int key)
    {
        KeySchema declared = saved.Schema.Keys[key];
        int slot = SlotLayout.FirstKeySlot + key;
        long block = slot < store.Areas.SlotCapacity ? store.Load(store.Areas.SlotAt(slot)) : 0;
        switch (declared.Kind)
        {
            case StoreKind.Entry or StoreKind.Document when block != 0:
                string? problem = named.Add(block) ? Problem(saved, declared, slot, block) : "the block is that of another key";
                if (problem is null)
                {
                    saved.Slots.Add(slot, ImageBlock.Read(store.Image, block));
                }
                else
                {
                    changes.Damage(StoreArea.Block, block, declared.Name, $"the value was lost and the key is cleared: {problem}");
                    saved.Cleared.Add(slot);
                }

                break;
            case StoreKind.Entry or StoreKind.Document when HasNoSchemaSlot:
                changes.Damage(StoreArea.Slots, store.Areas.SlotAt(slot), declared.Name, "its slot is empty, and so is that of the schema, which never is: if the key had a value, it was lost");
                break;
            case StoreKind.Map or StoreKind.DocumentMap when block != 0:
                new MapRescue(store, saved, search, _missed, changes, key).Run(block);
                break;
            case StoreKind.Map or StoreKind.DocumentMap when HasNoSchemaSlot:
                search.AddUncounted(key);
                break;
            case StoreKind.Map or StoreKind.DocumentMap:
                // Most likely it was never written. Then no block of an entry begins anywhere, whatever looks like one.
                search.AddBegun(key);
                break;
            case StoreKind.Atomic when key < store.Areas.AtomicCapacity:
                saved.Atomics.Add((key, Atomic(declared, key)));
                break;
        }
    }

    // Zeros over a page, as a power failure can leave them.
    private bool HasNoSchemaSlot => store.Load(store.Areas.SlotAt(SlotLayout.SchemaSlot)) == 0;

    private string? Problem(SavedStore saved, KeySchema declared, int slot, long offset)
    {
        var block = ImageBlock.Read(store.Image, offset);
        string? problem = block.DocumentProblem(BlockLayout.HeaderLength);

        // A walk over a damaged heap may have lost its step before this block: one that is whole is one all the same.
        if (!store.Heap.CanBegin(offset) && (problem is not null || !store.IsPlausible(block, BlockLayout.HeaderLength)))
            return $"its slot names {offset}, where no block begins";
        if (problem is not null)
            return problem;
        if (block.ReadAll(store.Image) is not { } bytes)
            return $"the block of {block.Size} bytes runs past the file of {store.Image.Length}";
        var value = new ImageValue(block, bytes.AsMemory(BlockLayout.HeaderLength, (int)block.Length));
        return store.ChecksumProblem(store.Areas.SlotAt(slot), bytes) ?? (block.Length == 0 ? null : DocumentRescue.Problem(store, saved, declared.Type, value));
    }

    private ulong Atomic(KeySchema declared, int key)
    {
        ulong value = store.Image.At<ulong>(store.Areas.Atomics + ((long)key * AtomicLayout.Stride));
        ulong kept = value & AtomicsCheck.GreatestOf(declared);
        if (kept != value)
            changes.Damage(StoreArea.Atomics, null, declared.Name, $"0x{value:X} is no {declared.Type}; 0x{kept:X} was taken");
        return kept;
    }
}
