using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MemoryPack;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using ShmStore.Bson;

namespace ShmStore.Instructions;

/// <summary>Reads and writes through a held handle.</summary>
internal sealed class HeldOperations : IDisposable
{
    private const string Key = "account:000123";

    private readonly Account[] _accounts = Rotation.Of<Account>();
    private readonly Portfolio[] _portfolios = Rotation.Of<Portfolio>();
    private readonly ConcurrentDictionary<string, Account> _dictionary = new();
    private readonly byte[] _packed;
    private readonly HeldStore.Writer _writer = HeldStore.CreateWriter(options: new StoreOptions { MaximumSize = 64 << 20 });
    private readonly HeldStore _reader;

    /// <summary>A store with both objects.</summary>
    public HeldOperations()
    {
        _packed = MemoryPackSerializer.Serialize(_accounts[0]);
        _reader = _writer.OpenReader();

        // As many as rest before blocks are used again, as in a store that is written again and again.
        for (int i = 0; i < 1000; i++)
        {
            _writer.Account.Set(_accounts[0]);
            _writer.Portfolio.Set(_portfolios[0]);
        }

        _dictionary[Key] = _accounts[0];
    }

    /// <summary>The operations.</summary>
    public IEnumerable<Operation> All =>
    [
        new("entry.Delta", count => Repetition.Run(count, _ => _reader.Account.Delta)),
        new("entry.Read, three members", "entry.Delta", count => Repetition.Run(count, _ => ReadThree(_reader.Account))),
        new("entry.Read, three members by a function", "entry.Delta", count => Repetition.Run(count, _ => _reader.Account.Read(static view => view.Delta + view.Total + view.Rank))),
        new("heap clone", count => Repetition.Run(count, _ => Sink.Keep(Repetition.Copy(_accounts[0])))),
        new("MemoryPack, read", "heap clone", count => Repetition.Run(count, _ => Sink.Keep(MemoryPackSerializer.Deserialize<Account>(_packed)))),
        new("entry.Read, ToObject", "heap clone", count => Repetition.Run(count, _ => Sink.Keep(_reader.Account.Read(static view => view.ToObject())))),
        new("nested heap clone", count => Repetition.Run(count, _ => Sink.Keep(Repetition.Copy(_portfolios[0])))),
        new("nested entry.Read, ToObject", "nested heap clone", count => Repetition.Run(count, _ => Sink.Keep(_reader.Portfolio.Read(static view => view.ToObject())))),
        new("MemoryPack, write to a new array", count => Repetition.Run(count, turn => Sink.Keep(MemoryPackSerializer.Serialize(Rotation.At(_accounts, turn))))),
        new("encode", "MemoryPack, write to a new array", count => Repetition.Run(count, turn => Encode(Rotation.At(_accounts, turn)))),
        new("entry.Set", "MemoryPack, write to a new array", count => Repetition.Run(count, turn => _writer.Account.Set(Rotation.At(_accounts, turn)))),
        new("dictionary, with and replace", count => Repetition.Run(count, turn => Sink.Keep(_dictionary[Key] = _dictionary[Key] with { Delta = turn }))),
        new("entry.SetDelta", "dictionary, with and replace", count => Repetition.Run(count, turn => _writer.Account.SetDelta(turn))),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private static long ReadThree(SharedEntry<Account> entry)
    {
        (long delta, long total, int rank) = entry.Read(Account.Layout.Fields.Delta, Account.Layout.Fields.Total, Account.Layout.Fields.Rank);
        return delta + total + rank;
    }

    [SkipLocalsInit]
    private static long Encode(Account value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(value).Length;
    }
}
