using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>Entries that were found without an index: one of each key.</summary>
internal sealed class FoundEntries
{
    private readonly Dictionary<int, Dictionary<byte[], Found>> _maps = [];

    /// <summary>
    /// Takes an entry, if it is the newest of its key. One that certainly is a block counts more than whatever only looks like one, and may be of any version that somebody has put into a value.
    /// </summary>
    public void Add(int map, ImageEntry entry, bool isCertain)
    {
        if (!_maps.TryGetValue(map, out Dictionary<byte[], Found>? entries))
            _maps.Add(map, entries = new Dictionary<byte[], Found>(new BytesComparer()));
        var found = new Found(entry.Value.Block, isCertain);
        if (!entries.TryGetValue(entry.Key, out Found other) || found.Rank.CompareTo(other.Rank) > 0)
            entries[entry.Key] = found;
    }

    /// <summary>Adds them to what is saved.</summary>
    public void Save(SavedStore saved, FindingList changes)
    {
        foreach ((int map, Dictionary<byte[], Found> entries) in _maps)
        {
            string name = saved.Schema.Keys[map].Name;
            changes.Note(StoreArea.Map, null, name, $"{entries.Count} entries were found without the index; some of them may have been removed before, or be older than the last");
            int doubtful = entries.Values.Count(static found => !found.IsCertain);
            if (doubtful > 0)
                changes.Note(StoreArea.Map, null, name, $"{doubtful} of them were found where the order of the blocks is damaged; what looks like an entry there may have been a part of another value");
            foreach ((byte[] key, Found found) in entries)
                saved.EntriesOf(map).Add(key, found.Block);
        }
    }

    private readonly record struct Found(ImageBlock Block, bool IsCertain)
    {
        public (bool, long) Rank => (IsCertain, Block.Version);
    }
}
