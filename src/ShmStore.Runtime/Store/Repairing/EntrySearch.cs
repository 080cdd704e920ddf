using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>Looks through the whole heap for entries of maps whose index is damaged: blocks of entries say which map they belong to, and their key.</summary>
internal sealed class EntrySearch(InspectedStore store)
{
    // With more gaps in an index than this, all entries of the map are looked for: comparing each with every gap would take longer.
    private const int MostGaps = 256;

    // What is looked for of each map, by its number.
    private readonly Dictionary<int, List<Wanted>> _wanted = [];

    private readonly HashSet<int> _uncounted = [];

    // How many entries maps had, by their number.
    private readonly Dictionary<int, long> _counts = [];

    /// <summary>Looks for all entries of a map whose hash begins with these bits.</summary>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="range">The bits.</param>
    /// <param name="depth">How many.</param>
    public void Add(int map, long range, int depth) => Add(map, new Wanted(range, depth, null));

    /// <summary>Looks for the entry that a lane did name: one with its tag, which belongs where the lane is.</summary>
    public void Add(int map, MissedLane lane) => Add(map, new Wanted(0, 0, lane));

    private void Add(int map, Wanted more)
    {
        if (!_wanted.TryGetValue(map, out List<Wanted>? wanted))
            _wanted.Add(map, wanted = []);
        if (wanted is [var first, ..] && first == Wanted.All)
            return;
        if (store.HasWrongSeeds || more == Wanted.All || wanted.Count == MostGaps)
        {
            wanted.Clear();
            more = Wanted.All;
        }

        wanted.Add(more);
    }

    /// <summary>Looks for all entries of a map of which nothing says how many it has.</summary>
    public void AddUncounted(int map)
    {
        Add(map, 0, 0);
        _uncounted.Add(map);
    }

    /// <summary>Looks for all entries of a map that has fewer than it had.</summary>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="count">How many it had.</param>
    public void AddCounted(int map, long count)
    {
        Add(map, 0, 0);
        _counts[map] = count;
    }

    /// <summary>Looks for all entries of a map, but only where blocks certainly begin.</summary>
    public void AddBegun(int map) => _wanted[map] = [Wanted.Begun];

    /// <summary>Looks, and adds what the indexes do not have: of a key the newest version. O(heap).</summary>
    public void Run(SavedStore saved, FindingList changes)
    {
        if (_wanted.Count == 0)
            return;
        var found = new FoundEntries();
        var candidates = new EntryCandidates(store, changes);
        bool areAllCertain = true;
        new UnnamedBlocks(store, saved.Slots.Values.Concat(saved.Maps.Values.SelectMany(static map => map.Values))).Visit((block, isCertain) =>
        {
            areAllCertain &= isCertain;
            int map = candidates.MapOf(block);
            if (isCertain && !_wanted.ContainsKey(map))
                return true;
            if (!candidates.TryRead(block, isCertain, out ImageEntry? entry))
                return false;
            if (entry is not null && _wanted.TryGetValue(map, out List<Wanted>? wanted) && !saved.EntriesOf(map).ContainsKey(entry.Key))
                Add(found, map, wanted, entry, isCertain);
            return true;
        });
        found.Save(saved, LanesOf, changes);
        foreach ((int map, long count) in _counts)
        {
            if (saved.EntriesOf(map).Count < count)
                changes.Damage(StoreArea.Map, null, saved.Schema.Keys[map].Name, $"{count} entries are counted in the index, and {saved.EntriesOf(map).Count} were found: if the number is right, the others were lost");
        }

        // One whose slot is empty has lost its count too, if it has entries.
        IEnumerable<int> written = _wanted.Where(wanted => wanted.Value[0].IsBegun && saved.Maps.ContainsKey(wanted.Key)).Select(static wanted => wanted.Key);
        foreach (int map in areAllCertain ? [] : _uncounted.Union(written))
            changes.Damage(StoreArea.Map, null, saved.Schema.Keys[map].Name, "how many entries there were cannot be told, and where the order of the blocks is damaged there may have been others");
    }

    private void Add(FoundEntries found, int map, List<Wanted> wanted, ImageEntry entry, bool isCertain)
    {
        ulong hash = store.HashOf(entry.Key);
        if (wanted.Exists(one => one.Lane is null && one.Includes(hash) && (isCertain || !one.IsBegun)))
            found.Add(map, entry, isCertain, tag: null);
        else if (wanted.Exists(one => one.Lane is not null && one.Includes(hash)))
            found.Add(map, entry, isCertain, KeyProbe.TagBitsOf(hash));
    }

    // How many lanes with this tag have no entry.
    private int LanesOf(int map, ulong tag) => _wanted[map].Count(wanted => wanted.Lane?.Tag == tag);

    // Entries whose hash begins with these bits, and that this lane may have named.
    private readonly record struct Wanted(long Range, int Depth, MissedLane? Lane, bool IsBegun = false)
    {
        public static Wanted All { get; } = new(0, 0, null);

        public static Wanted Begun { get; } = All with { IsBegun = true };

        public bool Includes(ulong hash) => SegmentLease.IndexOf(hash, Depth) == Range && Lane?.CanName(hash) != false;
    }
}
