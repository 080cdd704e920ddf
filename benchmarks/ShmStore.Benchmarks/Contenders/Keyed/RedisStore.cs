using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using StackExchange.Redis;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>Redis behind a Unix socket, the shortest way to it.</summary>
internal readonly struct RedisStore : IKeyedStore
{
    private const int AtOnce = 1000;

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;

    /// <summary>Starts a server and gives it these objects.</summary>
    public RedisStore(IEnumerable<KeyValuePair<string, Account>> items)
    {
        var server = new RedisServer();
        _server = server;
        _connection = PinnedThread.StartUnpinned(() => ConnectionMultiplexer.Connect(new ConfigurationOptions { EndPoints = { server.EndPoint } }));
        _database = _connection.GetDatabase();
        foreach (KeyValuePair<string, Account>[] some in items.Chunk(AtOnce))
            _database.StringSet([.. some.Select(static item => new KeyValuePair<RedisKey, RedisValue>(item.Key, AccountBytes.Of(item.Value).ToArray()))]);
    }

    /// <inheritdoc/>
    public static string Name => "Redis";

    /// <inheritdoc/>
    public long ReadDelta(string key) => AccountBytes.Delta(Find(key).Span);

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        var names = new RedisKey[keys.Length];
        for (int index = 0; index < names.Length; index++)
            names[index] = keys[index];
        return SumDeltas(names);
    }

    /// <inheritdoc/>
    public Account Materialise(string key) => AccountBytes.Read(Find(key).Span);

    /// <inheritdoc/>
    public long SumDeltas()
    {
        long sum = 0;
        foreach (RedisKey[] names in _connection.GetServers()[0].Keys(pageSize: AtOnce).Chunk(AtOnce))
            sum += SumDeltas(names);
        return sum;
    }

    /// <inheritdoc/>
    public void Set(string key, Account value) => _database.StringSet(key, AccountBytes.Of(value));

    /// <inheritdoc/>
    public void SetDelta(string key, long delta)
    {
        byte[] bytes = new byte[sizeof(long)];
        AccountBytes.WriteDelta(delta, bytes);
        _database.StringSetRange(key, AccountBytes.DeltaOffset, bytes);
    }

    /// <inheritdoc/>
    public bool TryAdd(string key, Account value) => _database.StringSet(key, AccountBytes.Of(value), when: When.NotExists);

    /// <inheritdoc/>
    public bool Remove(string key) => _database.KeyDelete(key);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
    }

    private long SumDeltas(RedisKey[] names)
    {
        long sum = 0;
        foreach (RedisValue value in _database.StringGet(names))
            sum += AccountBytes.Delta(((ReadOnlyMemory<byte>)value).Span);
        return sum;
    }

    private ReadOnlyMemory<byte> Find(string key)
    {
        RedisValue value = _database.StringGet(key);
        if (value.IsNull)
            MissingKey.Throw(Name, key);
        return value;
    }
}
