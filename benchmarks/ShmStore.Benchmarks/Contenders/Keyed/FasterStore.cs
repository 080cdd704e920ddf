using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using FASTER.core;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>FASTER with keys and values of bytes, all of its log in memory and in the part that is changed in place.</summary>
internal readonly unsafe struct FasterStore : IKeyedStore
{
    private const int KeyBytesAtMost = 64;
    private const int PageSizeBits = 22;

    // An object with its key and header takes about 200 bytes; as much again for what is removed and added while it is measured.
    private const long LogBytesOfObject = 400;
    private const long LogBytesAtLeast = 1L << 30;

    private readonly NullDevice _device;
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, long, Empty, FasterDelta> _members;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, Account, Empty, FasterObject> _objects;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, long, Empty, FasterAddition> _additions;

    /// <summary>Holds these objects.</summary>
    public FasterStore(IEnumerable<KeyValuePair<string, Account>> items, int count)
    {
        var device = new NullDevice();
        var store = new FasterKV<SpanByte, SpanByte>(
            (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(count / 4, 1024)),
            new LogSettings
            {
                LogDevice = device,
                PageSizeBits = PageSizeBits,
                MemorySizeBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)Math.Max(count * LogBytesOfObject, LogBytesAtLeast))),
                MutableFraction = 1,
            });
        _device = device;
        _store = store;
        _members = store.For(new FasterDelta()).NewSession<FasterDelta>();
        _objects = store.For(new FasterObject()).NewSession<FasterObject>();
        _additions = store.For(new FasterAddition()).NewSession<FasterAddition>();
        foreach ((string key, Account value) in items)
            Set(key, value);
    }

    /// <inheritdoc/>
    public static string Name => "FASTER";

    /// <inheritdoc/>
    [SkipLocalsInit]
    public long ReadDelta(string key)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        long delta = 0;
        if (!_members.Read(ref name, ref delta).Found)
            MissingKey.Throw(Name, key);
        return delta;
    }

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        long sum = 0;
        foreach (string key in keys)
            sum += ReadDelta(key);
        return sum;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public Account Materialise(string key)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        Account value = null!;
        if (!_objects.Read(ref name, ref value).Found)
            MissingKey.Throw(Name, key);
        return value;
    }

    /// <inheritdoc/>
    public long SumDeltas()
    {
        long sum = 0;
        // One record an object, as all are changed in place. The iterator of sessions, which would also do for a log with old records in it, passes over some objects.
        using IFasterScanIterator<SpanByte, SpanByte> records = _store.Log.Scan(_store.Log.BeginAddress, _store.Log.TailAddress);
        while (records.GetNext(out RecordInfo record))
        {
            if (!record.Tombstone)
                sum += AccountBytes.Delta(records.GetValue().AsReadOnlySpan());
        }

        return sum;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Set(string key, Account value)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        ReadOnlySpan<byte> written = AccountBytes.Of(value).Span;
        fixed (byte* start = written)
        {
            var content = SpanByte.FromPointer(start, written.Length);
            _members.Upsert(ref name, ref content);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void SetDelta(string key, long delta)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        var input = SpanByte.FromPointer((byte*)&delta, sizeof(long));
        if (!_members.RMW(ref name, ref input).Found)
            MissingKey.Throw(Name, key);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool TryAdd(string key, Account value)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        ReadOnlySpan<byte> written = AccountBytes.Of(value).Span;
        fixed (byte* start = written)
        {
            var content = SpanByte.FromPointer(start, written.Length);
            return _additions.RMW(ref name, ref content).NotFound;
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool Remove(string key)
    {
        byte* bytes = stackalloc byte[KeyBytesAtMost];
        SpanByte name = KeyOf(key, bytes);
        return _members.Delete(ref name).Found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _members.Dispose();
        _objects.Dispose();
        _additions.Dispose();
        _store.Dispose();
        _device.Dispose();
    }

    private static SpanByte KeyOf(string key, byte* bytes) => SpanByte.FromPointer(bytes, Encoding.UTF8.GetBytes(key, new Span<byte>(bytes, KeyBytesAtMost)));
}
