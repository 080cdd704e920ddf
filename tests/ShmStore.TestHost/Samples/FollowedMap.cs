namespace ShmStore.TestHost.Samples;

/// <summary>What a consumer that hears of nothing but the changes knows of a map.</summary>
public sealed class FollowedMap
{
    /// <summary>Who sets this key says that nothing comes after it.</summary>
    public const string End = "end";

    private readonly SharedMap<string, Sample> _map;

    /// <summary>Nothing is known yet of the map.</summary>
    public FollowedMap(SharedMap<string, Sample> map) => _map = map;

    /// <summary>The entries.</summary>
    public Dictionary<string, Sample> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>How often changes were missed.</summary>
    public int Missed { get; private set; }

    /// <summary>Applies changes until <see cref="End"/> is set.</summary>
    public async Task FollowAsync(IAsyncEnumerable<MapChange<string, Sample>> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await foreach (MapChange<string, Sample> change in changes.ConfigureAwait(false))
        {
            Apply(change);
            if (change is { Kind: MapChangeKind.Set, Key: End } || (change.Kind == MapChangeKind.Missed && HadEnded(change.Version)))
                return;
        }
    }

    /// <summary>What differs from the map now; null when nothing does.</summary>
    public string? Difference()
    {
        Dictionary<string, Sample> actual = _map.ToDictionary(StringComparer.Ordinal);
        return actual.Keys.Union(Entries.Keys)
            .Where(key => actual.GetValueOrDefault(key) != Entries.GetValueOrDefault(key))
            .Select(key => $"'{key}' is {actual.GetValueOrDefault(key)}, and by the changes {Entries.GetValueOrDefault(key)}")
            .FirstOrDefault();
    }

    // If it was set in a later commit, then its change comes, and before it those that were made while the entries were gone through.
    private bool HadEnded(long version) => _map.TryGetValue(End, out _, out long ended) && ended <= version;

    private void Apply(MapChange<string, Sample> change)
    {
        switch (change.Kind)
        {
            case MapChangeKind.Set:
                if (change.TryGetValue(out Sample? value))
                    Entries[change.Key] = value;
                break;
            case MapChangeKind.Removed:
                Entries.Remove(change.Key);
                break;
            case MapChangeKind.Cleared:
                Entries.Clear();
                break;
            default:
                Missed++;
                Entries.Clear();
                foreach ((string key, Sample found) in _map)
                    Entries.Add(key, found);
                break;
        }
    }
}
