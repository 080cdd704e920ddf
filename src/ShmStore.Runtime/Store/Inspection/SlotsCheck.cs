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
        if (SeedCheck.Problem(store) is { } problem)
        {
            store.HasWrongSeeds = true;
            store.Findings.Damage(StoreArea.Header, HeaderLayout.KeySeedOffset, null, problem);
        }

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
            if (KnownKinds.Unknown(schema) is { } unknown)
                return Malformed(unknown);
            int room = Math.Min(store.Areas.SlotCapacity - SlotLayout.FirstKeySlot, store.Areas.AtomicCapacity);
            if (schema.Keys.Count > room)
                store.Findings.Damage(StoreArea.Schema, value.Block.Offset, null, $"the schema has {schema.Keys.Count} keys, and the store has room for {room}");
            CheckFingerprint(store, new ImageSchema(schema, value.Block));
            return schema;
        }
        catch (BsonFormatException malformed)
        {
            return Malformed(malformed.Message);
        }

        StoreSchema? Malformed(string what)
        {
            store.Findings.Damage(StoreArea.Schema, value.Block.Offset, null, $"the schema is malformed: {what}");
            return null;
        }
    }

    // A writer that has extended the schema notes that a moment later, and the next one does if it died before. Without a checksum, what it extended is the only witness for that.
    private static void CheckFingerprint(InspectedStore store, ImageSchema named)
    {
        ulong noted = ImageSchema.FingerprintOf(store);
        ulong own = named.Schema.Fingerprint;
        if (noted == own)
            return;
        if (store.HasChecksums || (ImageSchema.OfHeader(store) is { } before && named.Extends(before)))
            store.Findings.Leftover(StoreArea.Header, HeaderLayout.FingerprintOffset, null, $"the fingerprint is 0x{noted:X16}, and that of the schema 0x{own:X16}");
        else
            store.Findings.Damage(StoreArea.Schema, named.Block.Offset, null, $"the schema has the fingerprint 0x{own:X16}, and the header 0x{noted:X16}, which none has that this one extends: one of both is damaged");
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
            case KeyKinds.Entry or KeyKinds.Document:
                if (Value(store, word, block, declared.Name) is { Document.Length: > 0 } value)
                {
                    store.Values++;
                    DocumentCheck.Run(store, declared.Type, value, declared.Name);
                }

                break;
            case KeyKinds.Map or KeyKinds.DocumentMap:
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

        store.NoteCommit(block);
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
