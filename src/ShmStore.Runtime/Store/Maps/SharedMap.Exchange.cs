using ShmStore.Store.Exchange;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Export: every entry that there is.</content>
public partial class SharedMap<TKey, TValue> : IExportableMap
{
    SortedDictionary<string, byte[]> IExportableMap.Export(ExportLength length)
    {
        var documents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var scan = new MapScan<TKey, CopyReader, byte[]>(Reader, default);
        while (scan.MoveNext(withKey: true))
        {
            string text = KeyText.Of(scan.Key, KeyName);
            byte[] document = scan.Current;
            length.Add(KeyName, document.Length - (documents.TryGetValue(text, out byte[]? before) ? before.Length : 0));
            documents[text] = document;
        }

        return documents;
    }
}
