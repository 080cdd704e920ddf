using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>An entry of a map, as its block says.</summary>
/// <param name="Key">The bytes of its key.</param>
/// <param name="Expiry">When it expires; null if it does not.</param>
/// <param name="Value">Its block and document.</param>
internal sealed record ImageEntry(byte[] Key, long? Expiry, ImageValue Value)
{
    /// <summary>Bytes of its block in front of the document.</summary>
    public int BytesBeforeDocument => BlockLayout.HeaderLength + EntryLayout.PrologueLength + (Expiry is null ? 0 : EntryLayout.ExpiryLength) + Key.Length;

    /// <summary>The first word behind the header of a block, which of an entry says which map and how long a key it has, and of another document how long it is.</summary>
    public static uint WordOf(StoreImage image, ImageBlock block) => image.At<uint>(block.Offset + BlockLayout.HeaderLength);

    /// <summary>Whether a block, whose header has no problem, has the size that one of an entry would have with what it says.</summary>
    /// <param name="store">The store.</param>
    /// <param name="block">The block.</param>
    /// <param name="word">Its <see cref="WordOf"/>.</param>
    public static bool IsPlausible(InspectedStore store, ImageBlock block, uint word) => store.IsPlausible(block, BlockLayout.HeaderLength + EntryLayout.BytesBeforeDocument(word));

    /// <summary>The entry in a block that nothing has to name; null when it is no sound one of a map of the schema.</summary>
    /// <param name="store">The store, with its schema.</param>
    /// <param name="block">The block, for which <see cref="IsPlausible"/>.</param>
    /// <param name="map">Number of the map's key, as the block says.</param>
    public static ImageEntry? Find(InspectedStore store, ImageBlock block, int map)
    {
        if (map >= store.Schema!.Keys.Count || store.Schema.Keys[map] is not { Kind: KeyKinds.Map or KeyKinds.DocumentMap } declared)
            return null;

        // The lane's place is of no matter: blocks of entries have no owner in their checksum.
        (ImageEntry? entry, string? problem) = Read(store, declared, map, block, store.Areas.Heap);
        return entry is null || problem is not null || DocumentCheck.Problem(store.Types, declared.Type, entry.Value) is not null ? null : entry;
    }

    /// <summary>Reads the block of an entry.</summary>
    /// <param name="store">The store.</param>
    /// <param name="declared">What the schema says of the map.</param>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="block">The block.</param>
    /// <param name="word">Offset of the lane that names it.</param>
    /// <returns>The entry as far as its key can be told, and what is wrong with it; its document is not looked at.</returns>
    public static (ImageEntry? Entry, string? Problem) Read(InspectedStore store, KeySchema declared, int map, ImageBlock block, long word)
    {
        if (block.DocumentProblem(BlockLayout.HeaderLength + EntryLayout.PrologueLength) is { } problem)
            return (null, problem);
        if (block.ReadAll(store.Image) is not { } bytes)
            return (null, $"the block of {block.Size} bytes runs past the file of {store.Image.Length}");
        if (!ImageBlock.TryGetKey(bytes, out int owner, out byte[]? key, out long? expiry, out int document))
            return (null, $"its key ends {document} bytes from the start of the block, which has {block.Size}");
        if (owner != map)
            return (null, $"the block belongs to the map that is key {owner}, and a lane of key {map} names it");
        if (!StoredKey.IsOf(declared.Key, key))
            return (null, $"the key {StoredKey.Display(null, key)} is no {declared.Key}");
        bool fits = block.Problem(document) is null;
        var entry = new ImageEntry(key, expiry, new ImageValue(block, fits ? bytes.AsMemory(document, (int)block.Length) : default));
        return (entry, block.Problem(document) ?? store.ChecksumProblem(word, bytes));
    }
}
