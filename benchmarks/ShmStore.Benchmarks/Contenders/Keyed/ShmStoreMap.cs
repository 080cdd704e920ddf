using System.Runtime.CompilerServices;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>This project's map in a file in memory: written by a writer, read by an attachment that maps every page read-only, as another process would.</summary>
internal readonly struct ShmStoreMap : IKeyedStore
{
    private const int KeysAtMost = 64;

    private readonly TemporaryFile _file;
    private readonly KeyedStore.Writer _writer;
    private readonly KeyedStore _reader;
    private readonly SharedMap<string, Account> _accounts;

    /// <summary>Holds these objects.</summary>
    public ShmStoreMap(IEnumerable<KeyValuePair<string, Account>> items)
    {
        var file = new TemporaryFile();
        KeyedStore.Writer writer = KeyedStore.CreateWriter(file.Name);
        writer.Accounts.SetMany(items);
        KeyedStore reader = KeyedStore.Open(file.Name);
        _file = file;
        _writer = writer;
        _reader = reader;
        _accounts = reader.Accounts;
    }

    /// <inheritdoc/>
    public static string Name => "ShmStore";

    /// <summary>Name of the store's file.</summary>
    public string FileName => _file.Name;

    /// <inheritdoc/>
    public long ReadDelta(string key) => _accounts.Read(key, Account.Layout.Fields.Delta);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        Span<long> deltas = stackalloc long[KeysAtMost];
        if (_accounts.ReadMany(keys, deltas, Account.Layout.Fields.Delta) < keys.Length)
            MissingKey.Throw(Name, keys[0]);
        long sum = 0;
        foreach (long delta in deltas[..keys.Length])
            sum += delta;
        return sum;
    }

    /// <inheritdoc/>
    public Account Materialise(string key)
    {
        if (!_accounts.TryGetValue(key, out Account? value))
            MissingKey.Throw(Name, key);
        return value;
    }

    /// <inheritdoc/>
    public long SumDeltas()
    {
        long sum = 0;
        foreach (long delta in _accounts.ReadValues(Account.Layout.Fields.Delta))
            sum += delta;
        return sum;
    }

    /// <inheritdoc/>
    public void Set(string key, Account value) => _writer.Accounts.Set(key, value);

    /// <inheritdoc/>
    public void SetDelta(string key, long delta) => _writer.Accounts.SetDelta(key, delta);

    /// <inheritdoc/>
    public bool TryAdd(string key, Account value) => _writer.Accounts.TryAdd(key, value);

    /// <inheritdoc/>
    public bool Remove(string key) => _writer.Accounts.Remove(key);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _file.Dispose();
    }
}
