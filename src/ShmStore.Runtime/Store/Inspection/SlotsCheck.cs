using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at every slot and what it names.</summary>
internal static class SlotsCheck
{
    /// <summary>Reads the schema, then checks the slots of all keys.</summary>
    public static void Run(InspectedStore store)
    {
        store.Types = ReadSchema(store) is { } read ? new TypeCheck(read) : null;
        int keys = store.Schema?.Keys.Count ?? store.Areas.SlotCapacity;
        for (int slot = SlotLayout.EmptySlot; slot < store.Areas.SlotCapacity; slot++)
        {
            store.Cancellation.ThrowIfCancellationRequested();
            int key = slot - SlotLayout.FirstKeySlot;
            long word = store.Areas.SlotAt(slot);
            if (store.Load(word) is not 0 and var block)
            {
                if (key >= 0 && key < keys)
                    CheckKey(store, key, word, block);
                else
                    store.Findings.Damage(StoreArea.Slots, word, null, $"slot {slot} belongs to no key and names {block}");
            }
        }
    }

    private static StoreSchema? ReadSchema(InspectedStore store)
    {
        long word = store.Areas.SlotAt(SlotLayout.SchemaSlot);
        if (Value(store, word, store.Load(word), null) is not { } value)
            return null;
        try
        {
            var schema = new StoreSchema(value.Document.Span);
            int room = Math.Min(store.Areas.SlotCapacity - SlotLayout.FirstKeySlot, store.Areas.AtomicCapacity);
            if (schema.Keys.Count > room)
                store.Findings.Damage(StoreArea.Schema, value.Block.Offset, null, $"the schema has {schema.Keys.Count} keys, and the store has room for {room}");
            ulong fingerprint = store.Image.At<ulong>(HeaderLayout.FingerprintOffset);
            if (fingerprint != schema.Fingerprint)
                store.Findings.Note(StoreArea.Header, HeaderLayout.FingerprintOffset, null, $"the fingerprint is 0x{fingerprint:X16}, and that of the schema 0x{schema.Fingerprint:X16}");
            return schema;
        }
        catch (BsonFormatException malformed)
        {
            store.Findings.Damage(StoreArea.Schema, value.Block.Offset, null, $"the schema is malformed: {malformed.Message}");
            return null;
        }
    }

    private static void CheckKey(InspectedStore store, int key, long word, long block)
    {
        if (store.Schema is not { } schema)
        {
            if (!store.Heap.CanBegin(block))
                store.Findings.Damage(StoreArea.Slots, word, null, $"the slot names {block}, where no block begins");
            else if (!ImageBlock.Read(store.Image, block).Meta.IsIndex && Value(store, word, block, null) is { Document.Length: > 0 } unknown)
                DocumentCheck.Run(store, null, unknown, null);
            return;
        }

        KeySchema declared = schema.Keys[key];
        switch (declared.Kind)
        {
            case StoreKind.Entry or StoreKind.Document:
                if (Value(store, word, block, declared.Name) is { Document.Length: > 0 } value)
                {
                    store.Values++;
                    DocumentCheck.Run(store, declared.Type, value, declared.Name);
                }

                break;
            case StoreKind.Map or StoreKind.DocumentMap:
                new MapCheck(store, declared, key).Run(word, block);
                break;
            default:
                store.Findings.Damage(StoreArea.Slots, word, declared.Name, $"the key is of kind {declared.Kind}, which has no value in the heap, and its slot names {block}");
                break;
        }
    }

    // The block that a slot names, with its document; null, and a finding, when it is none.
    private static ImageValue? Value(InspectedStore store, long word, long offset, string? key)
    {
        if (!store.Heap.CanBegin(offset))
        {
            store.Findings.Damage(StoreArea.Slots, word, key, $"the slot names {offset}, where no block begins");
            return null;
        }

        var block = ImageBlock.Read(store.Image, offset);
        if (!store.Heap.Name(block))
        {
            store.Findings.Damage(StoreArea.Slots, word, key, $"the block at {offset}, of version {block.Version}, is named by something else too");
            return null;
        }

        string? problem = block.DocumentProblem(BlockLayout.HeaderLength);
        byte[]? bytes = problem is null ? block.ReadAll(store.Image) : null;
        if (problem is null)
            problem = bytes is null ? $"the block of {block.Size} bytes runs past the file of {store.Image.Length}" : store.ChecksumProblem(word, bytes);
        if (problem is null)
            return new ImageValue(block, bytes!.AsMemory(BlockLayout.HeaderLength, (int)block.Length));
        store.Findings.Damage(StoreArea.Block, offset, key, $"version {block.Version}: {problem}");
        return null;
    }
}
