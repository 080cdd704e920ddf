using ShmStore.Layout;
using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Tells blocks of entries, and of other documents, from what only looks like one.</summary>
internal sealed class EntryCandidates(InspectedStore store, FindingList changes)
{
    private const int MostReadings = 8;
    private const long AlwaysAllowed = 1L << 26;

    // What looks like a large block at every place would be read at every place.
    private long _allowed = Math.Max(AlwaysAllowed, store.Image.Length * MostReadings);

    /// <summary>Number of the map's key, if it is the block of an entry.</summary>
    public int MapOf(ImageBlock block) => EntryLayout.Map(ImageEntry.WordOf(store.Image, block));

    /// <summary>Reads a block, unless it is none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isCertain">Whether one begins there.</param>
    /// <param name="entry">The entry; null when it is another document, which is only asked of blocks that are not certain.</param>
    public bool TryRead(ImageBlock block, bool isCertain, out ImageEntry? entry)
    {
        entry = null;
        if (block.Length == 0 || block.DocumentProblem(BlockLayout.HeaderLength) is not null)
            return false;
        uint word = ImageEntry.WordOf(store.Image, block);
        bool isEntry = ImageEntry.IsPlausible(store, block, word);
        bool isDocument = !isCertain && word == block.Length && store.IsPlausible(block, BlockLayout.HeaderLength);
        if (!(isEntry || isDocument) || !(isCertain || MayRead(block)))
            return false;
        entry = isEntry ? ImageEntry.Find(store, block, EntryLayout.Map(word)) : null;
        return entry is not null || (isDocument && IsDocument(block));
    }

    private bool MayRead(ImageBlock block)
    {
        bool could = _allowed >= 0;
        _allowed -= block.Size;
        if (could && _allowed < 0)
            changes.Damage(StoreArea.Heap, block.Offset, null, "entries were looked for up to here where the order of the blocks is damaged; what is there looks like a block at too many places");
        return _allowed >= 0;
    }

    private bool IsDocument(ImageBlock block) =>
        block.ReadAll(store.Image) is { } bytes
        && DocumentCheck.Problem(null, null, new ImageValue(block, bytes.AsMemory(BlockLayout.HeaderLength, (int)block.Length))) is null;
}
