using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>The dictionary for whoever never changes what was put in: the reference alone is stored, nothing is copied. It has objects of its own, so that neither dictionary finds in a cache what the other has just touched.</summary>
internal readonly struct ReplacingDictionary(IEnumerable<KeyValuePair<string, Account>> items, int count) : IKeyedStore
{
    private readonly DictionaryStore _store = new(items, count);

    /// <inheritdoc/>
    public static string Name => "ConcurrentDictionary, the reference alone";

    /// <inheritdoc/>
    public long ReadDelta(string key) => _store.ReadDelta(key);

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys) => _store.ReadDeltas(keys);

    /// <inheritdoc/>
    public Account Materialise(string key) => _store.Materialise(key);

    /// <inheritdoc/>
    public long SumDeltas() => _store.SumDeltas();

    /// <inheritdoc/>
    public void Set(string key, Account value) => _store.Replace(key, value);

    /// <inheritdoc/>
    public void SetDelta(string key, long delta) => _store.SetDelta(key, delta);

    /// <inheritdoc/>
    public bool TryAdd(string key, Account value) => _store.TryAdd(key, value);

    /// <inheritdoc/>
    public bool Remove(string key) => _store.Remove(key);

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
