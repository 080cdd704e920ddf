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
