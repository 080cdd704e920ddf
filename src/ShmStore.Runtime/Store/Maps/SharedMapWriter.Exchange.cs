using ShmStore.Store.Exchange;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Import: entries that were exported.</content>
public partial class SharedMapWriter<TKey, TValue> : IImportableMap
{
    IImportable IImportableMap.EntryOf(string key)
    {
        byte[] bytes = KeyText.Parse(MapKeyOf<TKey>.Form, key, KeyName);
        KeyBytes.Of((ReadOnlySpan<byte>)bytes).Dispose();
        return new ImportedEntry(this, MapKeyOf<TKey>.Decode(bytes, KeyName), bytes.Length);
    }

    private sealed class ImportedEntry(SharedMapWriter<TKey, TValue> map, TKey key, int keyLength) : IImportable
    {
        public void Check(ReadOnlySpan<byte> document)
        {
            ForeignDocument.Check<TValue>(document);
            map._writer.CheckSize(keyLength, document.Length);
        }

        public void Import(ReadOnlySpan<byte> document) => map.SetRaw(key, document);
    }
}
