using System.Collections.Concurrent;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Instructions;

/// <summary>Reads and writes under keys.</summary>
internal sealed class KeyedOperations : IDisposable
{
    private const int Objects = 1024;
    private const int AtOnce = 16;

    private readonly string[] _keys = [.. Enumerable.Range(0, Objects).Select(KeyedItems.KeyOf)];
    private readonly string[] _texts = [.. Enumerable.Range(0, Objects).Select(TextOf)];
    private readonly Account[] _values = Rotation.Of<Account>();
    private readonly ConcurrentDictionary<string, Account> _dictionary = new(KeyedItems.Of(Objects));
    private readonly ConcurrentDictionary<int, Account> _numbers = new(KeyedItems.Of(Objects).Select(static (item, i) => KeyValuePair.Create(i, item.Value)));
    private readonly ConcurrentDictionary<string, Account> _byText = new(KeyedItems.Of(Objects).Select(static (item, i) => KeyValuePair.Create(TextOf(i), item.Value)));
    private readonly KeyedStore.Writer _writer = KeyedStore.CreateWriter(options: new StoreOptions { MaximumSize = 64 << 20 });
    private readonly KeyedStore _reader;
    private readonly long[] _deltas = new long[AtOnce];

    /// <summary>A map and a dictionary with the same objects.</summary>
    public KeyedOperations()
    {
        _reader = _writer.OpenReader();
        for (int i = 0; i < 2; i++)
            _writer.Accounts.SetMany(KeyedItems.Of(Objects));
        _writer.Numbers.SetMany(_numbers);
        _writer.Texts.SetMany(_byText);
    }

    /// <summary>The operations.</summary>
    public IEnumerable<Operation> All =>
    [
        new("dictionary[key].Delta", count => Repetition.Run(count, turn => _dictionary[KeyAt(turn)].Delta)),
        new("map[key].Delta", "dictionary[key].Delta", count => Repetition.Run(count, turn => _reader.Accounts[KeyAt(turn)].Delta)),
        new("map.Read(key, Fields.Delta)", "dictionary[key].Delta", count => Repetition.Run(count, turn => _reader.Accounts.Read(KeyAt(turn), Account.Layout.Fields.Delta))),
        new("dictionary[number].Delta", count => Repetition.Run(count, turn => _numbers[NumberAt(turn)].Delta)),
        new("map[number].Delta", "dictionary[number].Delta", count => Repetition.Run(count, turn => _reader.Numbers[NumberAt(turn)].Delta)),
        new("dictionary[text of 36].Delta", count => Repetition.Run(count, turn => _byText[_texts[NumberAt(turn)]].Delta)),
        new("map[text of 36].Delta", "dictionary[text of 36].Delta", count => Repetition.Run(count, turn => _reader.Texts[_texts[NumberAt(turn)]].Delta)),
        new("map.ReadMany, one key of 16", "dictionary[key].Delta", count => ReadMany(count, keys => _reader.Accounts.ReadMany(keys, _deltas, Account.Layout.Fields.Delta))),
        new("map.ReadMany by a function", "dictionary[key].Delta", count => ReadMany(count, keys => _reader.Accounts.ReadMany(keys, _deltas, static view => view.Delta))),
        new("snapshot of 16 keys, one key", "map[key].Delta", ReadSnapshots),
        new("dictionary, going through", count => GoThrough(count, _dictionary.Select(static item => (long)item.Value.Delta))),
        new("map.ReadValues(Fields.Delta), each", "dictionary, going through", count => GoThrough(count, _reader.Accounts.ReadValues(Account.Layout.Fields.Delta))),
        new("map.ReadAll by a function, each", "dictionary, going through", count => GoThrough(count, _reader.Accounts.ReadAll(static view => view.Delta).Select(static item => item.Value))),
        new("dictionary, clone and replace", count => Repetition.Run(count, turn => Sink.Keep(_dictionary[KeyAt(turn)] = Repetition.Copy(Rotation.At(_values, turn))))),
        new("map.Set", "dictionary, clone and replace", count => Repetition.Run(count, turn => _writer.Accounts.Set(KeyAt(turn), Rotation.At(_values, turn)))),
        new("map.Set, text of 36", "dictionary, clone and replace", count => Repetition.Run(count, turn => _writer.Texts.Set(_texts[NumberAt(turn)], Rotation.At(_values, turn)))),
        new("dictionary, with and replace under keys", count => Repetition.Run(count, turn => Sink.Keep(_dictionary[KeyAt(turn)] = _dictionary[KeyAt(turn)] with { Delta = turn }))),
        new("commit of two map.Set", "map.Set", count => Repetition.Run(count, Commit)),
        new("map.SetDelta", "dictionary, with and replace under keys", count => Repetition.Run(count, turn => _writer.Accounts.SetDelta(KeyAt(turn), turn))),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private long Commit(int turn)
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Accounts.Set(KeyAt(2 * turn), Rotation.At(_values, turn));
        _writer.Accounts.Set(KeyAt((2 * turn) + 1), Rotation.At(_values, turn));
        return commit.Complete();
    }

    private void ReadMany(int count, Func<ReadOnlySpan<string>, int> read)
    {
        long sum = 0;
        for (int turn = 0; turn < count; turn += AtOnce)
        {
            read(_keys.AsSpan(turn % Objects, AtOnce));
            sum += _deltas[0];
        }

        Sink.Keep(sum);
    }

    private void ReadSnapshots(int count)
    {
        long sum = 0;
        for (int turn = 0; turn < count; turn += AtOnce)
        {
            sum += _reader.Snapshot((Keys: this, First: turn), static (store, keys) =>
            {
                long read = 0;
                for (int i = 0; i < AtOnce; i++)
                    read += store.Accounts[keys.Keys.KeyAt(keys.First + i)].Delta;
                return read;
            });
        }

        Sink.Keep(sum);
    }

    private static void GoThrough(int count, IEnumerable<long> values)
    {
        long sum = 0;
        for (int turn = 0; turn < count; turn += Objects)
        {
            foreach (long value in values)
                sum += value;
        }

        Sink.Keep(sum);
    }

    // Another one each time, in an order that no prefetcher follows.
    private string KeyAt(int turn) => _keys[NumberAt(turn)];

    // The text of a Guid.
    private static string TextOf(int number) => $"7f4a1c9e-52d0-4b86-9e3b-{number:x12}";

    private static int NumberAt(int turn) => turn * 7919 & (Objects - 1);
}
