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

    // Which slot has a block: only one does.
    private readonly Dictionary<long, int> _owners = [];

    /// <summary>Decides.</summary>
    /// <exception cref="StoreFormatException">There is no schema in the file, and without one nothing else has a meaning; or one that is doubtful, and does not describe all values.</exception>
    public SavedStore Run()
    {
        NoteRecord();
        SavedStore saved = new SchemaRescue(store, given, changes).Find();
        store.Types = new TypeCheck(saved.Schema);
        NoteSeeds();
        var search = new EntrySearch(store);
        long schema = store.Load(store.Areas.SlotAt(SlotLayout.SchemaSlot));
        if (ImageSchema.TryRead(store.Image, schema)?.Schema.Fingerprint == saved.Schema.Fingerprint)
            _owners.Add(schema, SlotLayout.SchemaSlot);
        for (int key = 0; key < saved.Schema.Keys.Count; key++)
            SaveKey(saved, search, key);
        new DroppedWords(store, saved, changes).Run();
        search.Run(saved, changes);
        _missed.Report(saved, changes);
        return saved;
    }

    private void NoteRecord()
    {
        long record = store.Image.At<long>(HeaderLayout.CommitRecordOffset);
        if (RecordCheck.Run(store) is not { } problem || !MayBeUnfinished(record))
            return;
        store.IsTorn = true;
        changes.Damage(StoreArea.CommitRecord, record, null, $"a commit of several keys may be there in part: {problem}");
    }

    // All words of one that was counted are stored. One that was not has left blocks with its number, its record among them, unless that is damaged.
    private bool MayBeUnfinished(long record) =>
        store.Heap.WalkedTo < store.Heap.End || store.Heap.Walk(store.Image).Any(block => IsUncounted(block) || (block.Offset == record && !block.Meta.IsIndex && block.Version <= 0));

    private bool IsUncounted(ImageBlock block) => !block.Meta.IsIndex && block.Version > 0 && (ulong)block.Version > store.Commits;

    private void NoteSeeds()
    {
        if (SeedCheck.Problem(store) is not { } problem)
            return;
        store.HasWrongSeeds = true;
        changes.Note(StoreArea.Header, HeaderLayout.KeySeedOffset, null, $"there are new seeds, and entries were taken as the indexes name them: {problem}");
    }

    private void SaveKey(SavedStore saved, EntrySearch search, int key)
    {
        KeySchema declared = saved.Schema.Keys[key];
        int slot = SlotLayout.FirstKeySlot + key;
        long block = slot < store.Areas.SlotCapacity ? store.Load(store.Areas.SlotAt(slot)) : 0;
        switch (declared.Kind)
        {
            case KeyKinds.Entry or KeyKinds.Document when block != 0:
                if (Problem(saved, declared, slot, block) is { } problem)
                    Clear(saved, slot, block, problem);
                else if (_owners.TryAdd(block, slot))
                    saved.Slots.Add(slot, ImageBlock.Read(store.Image, block));
                else
                    ClearBoth(saved, slot, block);
                break;
            case KeyKinds.Entry or KeyKinds.Document when HasNoSchemaSlot:
                changes.Damage(StoreArea.Slots, store.Areas.SlotAt(slot), declared.Name, "its slot is empty, and so is that of the schema, which never is: if the key had a value, it was lost");
                break;
            case KeyKinds.Map or KeyKinds.DocumentMap when block != 0:
                new MapRescue(store, saved, search, _missed, changes, key).Run(block);
                break;
            case KeyKinds.Map or KeyKinds.DocumentMap when HasNoSchemaSlot:
                search.AddUncounted(key);
                break;
            case KeyKinds.Map or KeyKinds.DocumentMap:
                // Most likely it was never written. Then no block of an entry begins anywhere, whatever looks like one.
                search.AddBegun(key);
                break;
            case KeyKinds.Atomic when key < store.Areas.AtomicCapacity:
                saved.Atomics.Add((key, Atomic(declared, key)));
                break;
        }
    }

    private void Clear(SavedStore saved, int slot, long block, string problem)
    {
        changes.Damage(StoreArea.Block, block, NameOf(saved, slot), $"the value was lost and the key is cleared: {problem}");
        saved.Cleared.Add(slot);
    }

    // Nothing tells which of them has it: a checksum would hold for one only. The wrong value would be worse than none.
    private void ClearBoth(SavedStore saved, int slot, long block)
    {
        int owner = _owners[block];
        Clear(saved, slot, block, owner == SlotLayout.SchemaSlot ? "its slot names the block of the schema" : $"its slot and that of {NameOf(saved, owner)} name the same block");
        if (saved.Slots.Remove(owner))
            Clear(saved, owner, block, $"its slot and that of {NameOf(saved, slot)} name the same block");
    }

    private static string NameOf(SavedStore saved, int slot) => saved.Schema.Keys[slot - SlotLayout.FirstKeySlot].Name;

    // Zeros over a page, as a power failure can leave them.
    private bool HasNoSchemaSlot => store.Load(store.Areas.SlotAt(SlotLayout.SchemaSlot)) == 0;

    private string? Problem(SavedStore saved, KeySchema declared, int slot, long offset)
    {
        var block = ImageBlock.Read(store.Image, offset);
        string? problem = block.DocumentProblem(BlockLayout.HeaderLength);

        // A walk over a damaged heap may have lost its step before this block: one that is whole is one all the same. Of a cleared key's nothing can be whole.
        if (!store.Heap.CanBegin(offset) && (problem is not null || block.Length == 0 || !store.IsPlausible(block, BlockLayout.HeaderLength)))
            return $"its slot names {offset}, where no block begins";
        if (problem is not null)
            return problem;
        if (block.ReadAll(store.Image) is not { } bytes)
            return $"the block of {block.Size} bytes runs past the file of {store.Image.Length}";
        if (store.ChecksumProblem(store.Areas.SlotAt(slot), bytes) is { } wrong)
            return wrong;
        if (block.Length == 0)
            return store.HasChecksums || IsFollowed(block) ? null : "its block is said to be empty, and none begins behind it";
        return DocumentRescue.Problem(store, saved, declared.Type, new ImageValue(block, bytes.AsMemory(BlockLayout.HeaderLength, (int)block.Length)));
    }

    // Where the length of a value became zero, what follows is the value.
    private bool IsFollowed(ImageBlock block)
    {
        long end = block.Offset + block.Size;
        var next = ImageBlock.Read(store.Image, end);
        return next is { HasSize: true, Version: >= 0 and <= HeaderLayout.MaximumCommit } && (end >= store.Heap.WalkedTo || store.Heap.Begins(end));
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
