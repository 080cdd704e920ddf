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
        foreach (byte[] key in MapKeyScan.Collect(Reader))
        {
            var copy = default(CopyReader);
            if (TryReadEntry<CopyReader, byte[]>(new KeyProbe(key, Reader.Seed), ref copy, out byte[]? document, out _))
                documents[KeyText.Write(MapKey<TKey>.Form, key, KeyName)] = document;
        }

        return documents;
    }
}
