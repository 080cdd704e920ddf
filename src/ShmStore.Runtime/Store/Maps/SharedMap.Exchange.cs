using ShmStore.Store.Exchange;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Export: every entry that there is.</content>
public partial class SharedMap<TKey, TValue> : IExportableMap
{
    SortedDictionary<string, byte[]> IExportableMap.Export()
    {
        var documents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var scan = new MapScan<TKey, CopyReader, byte[]>(Reader, default);
        while (scan.MoveNext())
        {
            using var key = KeyBytes.OfAny(scan.Key);
            documents[KeyText.Write(MapKeyOf<TKey>.Form, key.Value, KeyName)] = scan.Current;
        }

        return documents;
    }
}
