using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Store.Reading;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Maps;

/// <summary>Follows the changes of one map for one consumer.</summary>
internal sealed class MapWatch<TKey, TValue>
    where TKey : notnull
{
    private readonly MapReader _map;
    private readonly VersionReader<TValue> _read;
    private readonly ChangeCursor _cursor;
    private readonly List<MapChange<TKey, TValue>> _changes = [];

    private MapWatch(MapReader map, VersionReader<TValue> read, long since)
    {
        _map = map;
        _read = read;
        _cursor = new ChangeCursor(map, since);
    }

    /// <summary>The changes of later commits than this, for ever; from there on each time that they are enumerated.</summary>
    public static async IAsyncEnumerable<MapChange<TKey, TValue>> RunAsync(
        MapReader map, ChangeListener listener, VersionReader<TValue> read, long since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new MapWatch<TKey, TValue>(map, read, since);
        Func<long?> look = () => watch._cursor.IsBehind() ? 0 : null;
        while (true)
        {
            await listener.WaitAsync(look, cancellationToken).ConfigureAwait(false);
            watch.ReadChanges();
            foreach (MapChange<TKey, TValue> change in watch._changes)
                yield return change;
        }
    }

    // Keys are read at once, while the blocks that have them are still there.
    private void ReadChanges()
    {
        _changes.Clear();
        foreach (ref readonly ChangeRecord record in _cursor.Read())
        {
            switch (record.Kind)
            {
                case ChangeKind.Set:
                    // If the block has been used again, the entry was changed once more, and there is a later record that says so.
                    if (TryReadKey(in record, record.Commit, out TKey key))
                        _changes.Add(new MapChange<TKey, TValue>(MapChangeKind.Set, record.Commit, key, _read, new BlockStamp(record.Block, record.Commit)));
                    break;
                case ChangeKind.Removed when TryReadKey(in record, (long)record.First, out TKey removed):
                    Add(MapChangeKind.Removed, record.Commit, removed);
                    break;
                case ChangeKind.Cleared:
                    Add(MapChangeKind.Cleared, record.Commit, default!);
                    break;
                default:
                    Add(MapChangeKind.Missed, record.Commit, default!);
                    break;
            }
        }
    }

    private void Add(MapChangeKind kind, long version, TKey key) => _changes.Add(new MapChange<TKey, TValue>(kind, version, key, null, default));

    private bool TryReadKey(in ChangeRecord record, long blockVersion, out TKey key)
    {
        if (record.KeyLength > ChangeRecord.ShortKey)
            return _map.TryReadKey(new BlockStamp(record.Block, blockVersion), out key);
        Span<byte> bytes = stackalloc byte[record.KeyLength];
        new KeyProbe(record.First, record.Second, record.KeyLength, default).CopyTo(bytes);
        key = MapKeyOf<TKey>.Decode(bytes, _map.Name);
        return true;
    }
}
