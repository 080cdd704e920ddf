using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Entries that were found without an index: one of each key.</summary>
internal sealed class FoundEntries
{
    private readonly Dictionary<int, Dictionary<byte[], Found>> _maps = [];

    /// <summary>
    /// Takes an entry, if it is the newest of its key. One that certainly is a block counts more than whatever only looks like one, and may be of any version that somebody has put into a value.
    /// </summary>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="isCertain">Whether a block begins there.</param>
    /// <param name="tag">The tag, if lanes with that may have named it, and nothing else speaks for it.</param>
    public void Add(int map, ImageEntry entry, bool isCertain, ulong? tag)
    {
        if (!_maps.TryGetValue(map, out Dictionary<byte[], Found>? entries))
            _maps.Add(map, entries = new Dictionary<byte[], Found>(new BytesComparer()));
        var found = new Found(entry.Value.Block, isCertain, tag);
        if (!entries.TryGetValue(entry.Key, out Found other) || found.Rank.CompareTo(other.Rank) > 0)
            entries[entry.Key] = found;
    }

    /// <summary>Adds them to what is saved.</summary>
    /// <param name="saved">What is saved.</param>
    /// <param name="lanes">How many lanes of a map have a tag and no entry: so many of that tag are taken at the most, the newest.</param>
    /// <param name="changes">Gets what was done.</param>
    public void Save(SavedStore saved, Func<int, ulong, int> lanes, FindingList changes)
    {
        foreach ((int map, Dictionary<byte[], Found> entries) in _maps)
        {
            LeaveOut(entries, tag => lanes(map, tag), saved.Schema.Keys[map], changes);
            string name = saved.Schema.Keys[map].Name;
            changes.Note(StoreArea.Map, null, name, $"{entries.Count} entries were found without the index; some of them may have been removed before, or be older than the last");
            int doubtful = entries.Values.Count(static found => !found.IsCertain);
            if (doubtful > 0)
                changes.Note(StoreArea.Map, null, name, $"{doubtful} of them were found where the order of the blocks is damaged; what looks like an entry there may have been a part of another value");
            foreach ((byte[] key, Found found) in entries)
                saved.EntriesOf(map).Add(key, found.Block);
        }
    }

    private static void LeaveOut(Dictionary<byte[], Found> entries, Func<ulong, int> lanes, KeySchema map, FindingList changes)
    {
        foreach (IGrouping<ulong?, KeyValuePair<byte[], Found>> ofTag in entries.Where(static entry => entry.Value.Tag is not null).GroupBy(static entry => entry.Value.Tag).ToList())
        {
            foreach ((byte[] key, Found found) in ofTag.OrderByDescending(static entry => entry.Value.Rank).Skip(lanes(ofTag.Key!.Value)))
            {
                entries.Remove(key);
                changes.Damage(
                    StoreArea.Block, found.Block.Offset, $"{map.Name}[{StoredKey.Display(map.Key, key)}]", "the entry was lost, if it had not been removed: a lane that names none may have been that of this entry or of a newer one, which was taken");
            }
        }
    }

    private readonly record struct Found(ImageBlock Block, bool IsCertain, ulong? Tag)
    {
        public (bool, long) Rank => (IsCertain, Block.Version);
    }
}
