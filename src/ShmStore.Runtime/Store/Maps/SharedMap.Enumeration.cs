using System.Collections;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Going through all entries.</content>
public partial class SharedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    /// <summary>The keys. As with the entries: none twice, and none left out that was there throughout.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerable<TKey> Keys
    {
        get
        {
            using var scan = new MapScan<TKey, NothingReader, bool>(Reader, default);
            while (scan.MoveNext())
                yield return scan.Current.Key;
        }
    }

    /// <summary>
    /// Goes through all entries, in no particular order, while the map may be written: each is read whole, none comes twice, and none is left out that was there throughout. Entries that are added or removed
    /// meanwhile may come or not.
    /// </summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        using var scan = new MapScan<TKey, ObjectReader<TValue>, TValue>(Reader, new ObjectReader<TValue>(TValue.Read));
        while (scan.MoveNext())
            yield return new KeyValuePair<TKey, TValue>(scan.Current.Key, scan.Current.Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
