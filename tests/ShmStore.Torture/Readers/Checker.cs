using System.Globalization;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Readers;

/// <summary>Reads a store in every way and says what is wrong. Remembers what it has seen; one per thread.</summary>
internal sealed class Checker
{
    private readonly TortureStore _store;
    private readonly Journal _journal;
    private readonly Random _random;
    private readonly SlowReader? _slow;
    private readonly long[] _numbers = new long[Keys.Count];
    private readonly long[] _versions = new long[Keys.Count];
    private long _storeVersion;

    /// <summary>A checker.</summary>
    /// <param name="store">Its own attachment or one that is shared.</param>
    /// <param name="journal">What the writers say.</param>
    /// <param name="seed">Decides what is read next.</param>
    /// <param name="slow">Reads entries step by step with this instead of all that the product can do; null for the product.</param>
    public Checker(TortureStore store, Journal journal, int seed, ReadProtocol? slow)
    {
        _store = store;
        _journal = journal;
        _random = new Random(seed);
        _slow = slow is { } protocol ? new SlowReader(store, protocol, _random) : null;
    }

    /// <summary>Reads that counted.</summary>
    public long Reads { get; private set; }

    /// <summary>Snapshots among them.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Reads something; null when nothing is wrong.</summary>
    public string? Next()
    {
        if (_slow is not null)
            return CheckSlow(_random.Next(Keys.Entries));
        Reads++;
        return _random.Next(64) switch
        {
            < 26 => CheckEntry(_random.Next(Keys.Entries)),
            < 46 => CheckMapped(Keys.Entries + _random.Next(Keys.Mapped)),
            < 54 => CheckGroup(),
            < 60 => CheckChurn(_random.Next(Keys.Churned)),
            < 62 => CheckCached(_random.Next(Keys.CachedKeys)),
            < 63 => CheckAll(),
            _ => CheckStoreVersion(),
        };
    }

    private string? CheckSlow(int key)
    {
        long completed = _journal.Completed(key);
        if (!_slow!.TryRead(key, out Item item, out string? fault))
            return null;
        Reads++;
        return fault is null ? CheckItem(key, key, item, completed, 0) : Say(key, fault);
    }

    private string? CheckEntry(int key)
    {
        SharedEntry<Item> entry = Keys.EntryOf(_store, key);
        long completed = _journal.Completed(key);
        if (_random.Next(3) == 0)
            return CheckItem(key, key, entry.Value, completed, 0);
        return entry.TryGet(out Item? item, out long version) ? CheckItem(key, key, item, completed, version) : Say(key, "missing");
    }

    private string? CheckMapped(int key)
    {
        long completed = _journal.Completed(key);
        return _store.Counted.TryGetValue(key, out Item? item, out long version) ? CheckItem(key, key, item, completed, version) : Say(key, "missing in the map");
    }

    private string? CheckGroup()
    {
        long completed = _journal.Completed(Keys.Group);
        long notBefore = Enumerable.Range(0, Journal.Writers).Max(row => Volatile.Read(ref _journal[row].GroupVersion));
        (Item? Item, long Version)[] group = _store.Snapshot(static store =>
        {
            store.Left.TryGet(out Item? left, out long leftVersion);
            store.Counted.TryGetValue(Keys.GroupOwners[2], out Item? third, out long thirdVersion);
            store.Right.TryGet(out Item? right, out long rightVersion);
            store.Counted.TryGetValue(Keys.GroupOwners[3], out Item? fourth, out long fourthVersion);
            return new (Item?, long)[] { (left, leftVersion), (right, rightVersion), (third, thirdVersion), (fourth, fourthVersion) };
        });
        Snapshots++;
        for (int i = 0; i < group.Length; i++)
        {
            if (group[i].Item is not { } item)
                return Say(Keys.Group, $"missing in a snapshot: {i}");
            if (item.Fault(Keys.GroupOwners[i]) is { } fault)
                return Say(Keys.Group, fault);
            if (item.Number != group[0].Item!.Number || group[i].Version != group[0].Version)
                return Say(Keys.Group, "a snapshot of several commits: " + string.Join(", ", group.Select(static one => $"{one.Item?.Number} at {one.Version}")));
        }

        return group[0].Version < notBefore
            ? Say(Keys.Group, $"version {group[0].Version}, and {notBefore} was committed before")
            : CheckItem(Keys.Group, Keys.GroupOwners[0], group[0].Item!, completed, group[0].Version);
    }

    private string? CheckChurn(int key) =>
        _store.Churn.TryGetValue(key, out Item? item) && item.Fault(Keys.FirstChurn + key) is { } fault ? Say(Keys.FirstChurn + key, fault) : null;

    // Beyond the bounds are at most what commits of several keys have set whose writers died before they could evict, and what is counted of a commit that is being made.
    private string? CheckCached(int key)
    {
        const int most = Keys.MaximumCached + Journal.Writers + 1;
        if (_store.Cached.TryGetValue(key, out Item? item) && item.Fault(Keys.FirstCached + key) is { } fault)
            return Say(Keys.FirstCached + key, fault);
        return _store.Cached.Count is var count && count > most ? Say(Keys.FirstCached, $"{count} entries of at most {most}") : null;
    }

    // None of the counted entries is ever removed: going through all must find each of them once.
    private string? CheckAll()
    {
        const int expected = Keys.Mapped + 2;
        int seen = 0;
        foreach ((int key, Item item) in _store.Counted)
        {
            seen++;
            if (item.Fault(key) is { } fault)
                return Say(key, fault);
        }

        if (seen != expected)
            return Say(Keys.Entries, $"{seen} of {expected} entries when going through all");
        if (_random.Next(20) != 0)
            return null;
        foreach ((int key, Item item) in _store.Churn)
        {
            if (item.Fault(Keys.FirstChurn + key) is { } fault)
                return Say(Keys.FirstChurn + key, fault);
        }

        return null;
    }

    private string? CheckStoreVersion()
    {
        long before = _storeVersion;
        _storeVersion = _store.Version;
        return _storeVersion < before ? $"the store's version {_storeVersion} after {before}" : null;
    }

    private string? CheckItem(int key, int owner, Item item, long completed, long version)
    {
        // The item was read before: what is begun by now is all that it can be.
        Interlocked.MemoryBarrier();
        long begun = _journal.Begun(key);
        long number = _numbers[key];
        long lastVersion = _versions[key];
        _numbers[key] = item.Number;
        _versions[key] = version == 0 ? lastVersion : version;
        if (item.Fault(owner) is { } fault)
            return Say(key, fault);
        if (item.Number < completed)
            return Say(key, $"lost: number {item.Number}, and {completed} were completed");
        if (item.Number > begun)
            return Say(key, $"number {item.Number}, and {begun} were begun");
        if (item.Number < number)
            return Say(key, $"number {item.Number} after {number}");
        return version != 0 && version < lastVersion ? Say(key, $"version {version} after {lastVersion}") : null;
    }

    private static string Say(int key, string what) => string.Create(CultureInfo.InvariantCulture, $"key {key}: {what}");
}
