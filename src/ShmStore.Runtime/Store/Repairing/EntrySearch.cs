using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Looks through the whole heap for entries of maps whose index is damaged: blocks of entries say which map they belong to, and their key.</summary>
internal sealed class EntrySearch(InspectedStore store)
{
    // With more gaps in an index than this, all entries of the map are looked for: comparing each with every gap would take longer.
    private const int MostGaps = 256;

    // What is looked for of each map, by its number.
    private readonly Dictionary<int, List<Wanted>> _wanted = [];

    /// <summary>Looks for all entries of a map whose hash begins with these bits.</summary>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="range">The bits.</param>
    /// <param name="depth">How many.</param>
    /// <param name="tag">Only those with this tag; null for all.</param>
    public void Add(int map, long range, int depth, ulong? tag)
    {
        if (!_wanted.TryGetValue(map, out List<Wanted>? wanted))
            _wanted.Add(map, wanted = []);
        if (wanted is [var first, ..] && first == Wanted.All)
            return;
        var more = new Wanted(range, depth, tag);
        if (more == Wanted.All || wanted.Count == MostGaps)
        {
            wanted.Clear();
            more = Wanted.All;
        }

        wanted.Add(more);
    }

    /// <summary>Looks, and adds what the indexes do not have: of a key the newest version. O(heap).</summary>
    public void Run(SavedStore saved, FindingList changes)
    {
        if (_wanted.Count == 0)
            return;
        Dictionary<int, Dictionary<byte[], ImageBlock>> found = [];
        KeySeed seed = store.Image.At<KeySeed>(HeaderLayout.KeySeedOffset);
        for (long offset = store.Areas.Heap; offset <= store.Image.Length - BlockLayout.HeaderLength; offset += BlockLayout.Alignment)
        {
            store.Cancellation.ThrowIfCancellationRequested();

            // Every place, because the heap may not be walkable. What is no block is told by a check of all of it.
            var block = ImageBlock.Read(store.Image, offset);
            if (block.Meta.IsIndex || block.Length == 0 || block.Problem(BlockLayout.HeaderLength + EntryLayout.PrologueLength) is not null)
                continue;
            int map = EntryLayout.Map(store.Image.At<uint>(offset + BlockLayout.HeaderLength));
            if (!_wanted.TryGetValue(map, out List<Wanted>? wanted) || TryRead(map, block) is not { } entry)
                continue;
            ulong hash = KeyHash.Of(entry.Key, seed);
            if (wanted.Exists(one => one.Includes(hash)))
                Keep(found, saved, map, entry);
        }

        foreach ((int map, Dictionary<byte[], ImageBlock> entries) in found)
        {
            changes.Note(
                StoreArea.Map, null, saved.Schema.Keys[map].Name, $"{entries.Count} entries were found without the index; some of them may have been removed before, or be older than the last");
            foreach ((byte[] key, ImageBlock block) in entries)
                saved.EntriesOf(map).Add(key, block);
        }
    }

    private static void Keep(Dictionary<int, Dictionary<byte[], ImageBlock>> found, SavedStore saved, int map, ImageEntry entry)
    {
        if (saved.EntriesOf(map).ContainsKey(entry.Key))
            return;
        if (!found.TryGetValue(map, out Dictionary<byte[], ImageBlock>? entries))
            found.Add(map, entries = new Dictionary<byte[], ImageBlock>(new BytesComparer()));
        if (!entries.TryGetValue(entry.Key, out ImageBlock other) || other.Version < entry.Value.Block.Version)
            entries[entry.Key] = entry.Value.Block;
    }

    private ImageEntry? TryRead(int map, ImageBlock block)
    {
        KeySchema declared = store.Schema!.Keys[map];

        // The lane's place is of no matter: blocks of entries have no owner in their checksum.
        (ImageEntry? entry, string? problem) = ImageEntry.Read(store, declared, map, block, store.Areas.Heap);
        if (entry is null || problem is not null || DocumentCheck.Problem(store.Types, declared.Type, entry.Value) is not null)
            return null;

        return store.IsPlausible(block, entry.BytesBeforeDocument) ? entry : null;
    }

    // Entries whose hash begins with these bits, and that have this tag.
    private readonly record struct Wanted(long Range, int Depth, ulong? Tag)
    {
        public static Wanted All { get; } = new(0, 0, null);

        public bool Includes(ulong hash) => SegmentLease.IndexOf(hash, Depth) == Range && (Tag is null || Tag == hash >> IndexLayout.OffsetBits);
    }
}
