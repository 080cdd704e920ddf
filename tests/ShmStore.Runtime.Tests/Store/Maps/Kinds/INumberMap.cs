namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>A map of numbers under text keys, typed or schemaless: what both kinds can do, by one name. A time that is null is an overload without one.</summary>
internal interface INumberMap
{
    MapLimits? Limits { get; set; }

    IReadOnlyDictionary<string, long> All { get; }

    long Version { get; }

    void Set(string key, long number, TimeSpan? time = null);

    bool TryAdd(string key, long number, TimeSpan? time = null);

    bool TryAdd(string key, long number, out long version, TimeSpan? time = null);

    bool TrySet(string key, long number, long version, TimeSpan? time = null);

    bool TrySet(string key, long number, long version, out long present, TimeSpan? time = null);

    void SetMany(IEnumerable<KeyValuePair<string, long>> numbers, TimeSpan? time = null);

    void SetRaw(string key, long number, TimeSpan? time = null);

    void SetExtendedJson(string key, long number, TimeSpan? time = null);

    long Update(string key, Func<long, long?> update, TimeSpan? time = null);

    bool TryUpdate(string key, Func<long, long?> update, out long updated, TimeSpan? time = null);

    long AddOrUpdate(string key, Func<string, long?> make, Func<long, long?> update, TimeSpan? time = null);

    long GetOrAdd(string key, Func<string, long?> make, TimeSpan? time = null);

    bool Remove(string key);

    bool TryRemove(string key, out long number);

    bool TryRemove(string key, long version);

    bool TryRenew(string key, TimeSpan? time = null);

    bool TryGet(string key, out long number, out long version);

    bool TryGet(ReadOnlySpan<char> key, out long number);

    bool TryGet(ReadOnlySpan<byte> key, out long number);

    bool TryGetTimeToLive(string key, out TimeSpan left);

    Task<long> WaitForEntryAsync(string key, long version, CancellationToken cancellation);

    long WaitForEntry(string key, long version, CancellationToken cancellation);

    bool TryWaitForEntry(string key, long version, TimeSpan timeout, out long now, CancellationToken cancellation);

    IAsyncEnumerable<Versioned<long>> ChangesAsync(string key, long version, CancellationToken cancellation);
}
