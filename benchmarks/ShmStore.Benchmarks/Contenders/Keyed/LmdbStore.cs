using System.Runtime.CompilerServices;
using System.Text;
using LightningDB;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>
/// LMDB in a folder in memory, without waiting for disks, its pages mapped writable. A reader renews its transaction for each call, without which it would see old values and keep their pages; a writer commits each change.
/// </summary>
internal readonly struct LmdbStore : IKeyedStore
{
    private const EnvironmentOpenFlags Flags = EnvironmentOpenFlags.NoSync | EnvironmentOpenFlags.WriteMap | EnvironmentOpenFlags.NoThreadLocalStorage;
    private const int KeyBytesAtMost = 64;
    private const int ValueBytesAtMost = 512;
    private const int LoadedAtOnce = 10_000;

    // Address space only.
    private const long MapSize = 16L * 1024 * 1024 * 1024;

    private readonly TemporaryFolder _folder;
    private readonly LightningEnvironment _environment;
    private readonly LightningDatabase _database;
    private readonly LightningTransaction _reading;

    /// <summary>Holds these objects.</summary>
    public LmdbStore(IEnumerable<KeyValuePair<string, Account>> items)
    {
        var folder = new TemporaryFolder();
        var environment = new LightningEnvironment(folder.Path, new EnvironmentConfiguration { MapSize = MapSize });
        environment.Open(Flags);
        _folder = folder;
        _environment = environment;
        using (LightningTransaction opening = environment.BeginTransaction())
        {
            _database = opening.OpenDatabase();
            opening.Commit();
        }

        _reading = environment.BeginTransaction(TransactionBeginFlags.ReadOnly);
        _reading.Reset();
        foreach (KeyValuePair<string, Account>[] some in items.Chunk(LoadedAtOnce))
        {
            using LightningTransaction writing = environment.BeginTransaction();
            foreach ((string key, Account value) in some)
                Put(writing, key, value, PutOptions.None);
            writing.Commit();
        }
    }

    /// <inheritdoc/>
    public static string Name => "LMDB";

    /// <inheritdoc/>
    public long ReadDelta(string key)
    {
        _reading.Renew();
        long delta = AccountBytes.Delta(Find(key));
        _reading.Reset();
        return delta;
    }

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        _reading.Renew();
        long sum = 0;
        foreach (string key in keys)
            sum += AccountBytes.Delta(Find(key));
        _reading.Reset();
        return sum;
    }

    /// <inheritdoc/>
    public Account Materialise(string key)
    {
        _reading.Renew();
        Account value = AccountBytes.Read(Find(key));
        _reading.Reset();
        return value;
    }

    /// <inheritdoc/>
    public long SumDeltas()
    {
        _reading.Renew();
        long sum = 0;
        using (LightningCursor cursor = _reading.CreateCursor(_database))
        {
            for (var (result, _, value) = cursor.First(); result == MDBResultCode.Success; (result, _, value) = cursor.Next())
                sum += AccountBytes.Delta(value.AsSpan());
        }

        _reading.Reset();
        return sum;
    }

    /// <inheritdoc/>
    public void Set(string key, Account value)
    {
        using LightningTransaction writing = _environment.BeginTransaction();
        Put(writing, key, value, PutOptions.None);
        writing.Commit();
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void SetDelta(string key, long delta)
    {
        Span<byte> name = stackalloc byte[KeyBytesAtMost];
        name = name[..Encoding.UTF8.GetBytes(key, name)];
        Span<byte> copy = stackalloc byte[ValueBytesAtMost];
        using LightningTransaction writing = _environment.BeginTransaction();
        var (result, _, value) = writing.Get(_database, name);
        if (result != MDBResultCode.Success)
            MissingKey.Throw(Name, key);
        ReadOnlySpan<byte> old = value.AsSpan();
        copy = copy[..old.Length];
        old.CopyTo(copy);
        AccountBytes.WriteDelta(delta, copy[AccountBytes.DeltaOffset..]);
        writing.Put(_database, name, copy);
        writing.Commit();
    }

    /// <inheritdoc/>
    public bool TryAdd(string key, Account value)
    {
        using LightningTransaction writing = _environment.BeginTransaction();
        bool added = Put(writing, key, value, PutOptions.NoOverwrite);
        writing.Commit();
        return added;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool Remove(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytesAtMost];
        using LightningTransaction writing = _environment.BeginTransaction();
        bool removed = writing.Delete(_database, bytes[..Encoding.UTF8.GetBytes(key, bytes)]) == MDBResultCode.Success;
        writing.Commit();
        return removed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        _database.Dispose();
        _environment.Dispose();
        _folder.Dispose();
    }

    [SkipLocalsInit]
    private ReadOnlySpan<byte> Find(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytesAtMost];
        var (result, _, value) = _reading.Get(_database, bytes[..Encoding.UTF8.GetBytes(key, bytes)]);
        if (result != MDBResultCode.Success)
            MissingKey.Throw(Name, key);
        return value.AsSpan();
    }

    [SkipLocalsInit]
    private bool Put(LightningTransaction writing, string key, Account value, PutOptions options)
    {
        Span<byte> bytes = stackalloc byte[KeyBytesAtMost];
        MDBResultCode result = writing.Put(_database, bytes[..Encoding.UTF8.GetBytes(key, bytes)], AccountBytes.Of(value).Span, options);
        if (result is not (MDBResultCode.Success or MDBResultCode.KeyExist))
            throw new InvalidOperationException($"'{Name}' does not take '{key}': {result}.");
        return result == MDBResultCode.Success;
    }
}
