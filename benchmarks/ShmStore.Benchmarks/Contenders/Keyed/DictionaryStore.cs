using System.Collections.Concurrent;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>What is used within one process today.</summary>
internal readonly struct DictionaryStore : IKeyedStore
{
    private readonly ConcurrentDictionary<string, Account> _objects;

    /// <summary>Holds these objects.</summary>
    public DictionaryStore(IEnumerable<KeyValuePair<string, Account>> items, int count)
    {
        _objects = new ConcurrentDictionary<string, Account>(Environment.ProcessorCount, count);
        foreach ((string key, Account value) in items)
            _objects[key] = value;
    }

    /// <inheritdoc/>
    public static string Name => "ConcurrentDictionary";

    /// <summary>The objects.</summary>
    public IReadOnlyDictionary<string, Account> Objects => _objects;

    /// <inheritdoc/>
    public long ReadDelta(string key) => _objects[key].Delta;

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        long sum = 0;
        foreach (string key in keys)
            sum += _objects[key].Delta;
        return sum;
    }

    /// <inheritdoc/>
    public Account Materialise(string key) => Account.Copy(_objects[key]);

    /// <inheritdoc/>
    public long SumDeltas()
    {
        long sum = 0;
        foreach (KeyValuePair<string, Account> item in _objects)
            sum += item.Value.Delta;
        return sum;
    }

    /// <inheritdoc/>
    public void Set(string key, Account value) => _objects[key] = Account.Copy(value);

    /// <summary>As <see cref="Set"/>, of an object that whoever gives it does not change any more.</summary>
    public void Replace(string key, Account value) => _objects[key] = value;

    /// <inheritdoc/>
    public void SetDelta(string key, long delta) => _objects[key] = _objects[key] with { Delta = delta };

    /// <inheritdoc/>
    public bool TryAdd(string key, Account value) => _objects.TryAdd(key, Account.Copy(value));

    /// <inheritdoc/>
    public bool Remove(string key) => _objects.TryRemove(key, out _);

    /// <inheritdoc/>
    public void Dispose() => _objects.Clear();
}
