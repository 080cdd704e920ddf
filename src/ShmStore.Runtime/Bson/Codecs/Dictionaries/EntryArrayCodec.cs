using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>
/// A dictionary as an array of its entries: of documents with <c>k</c> and <c>v</c>, or of arrays of two, by the entries' codec. Of keys
/// that are there twice the first counts.
/// </summary>
/// <typeparam name="TDictionary">The dictionary type.</typeparam>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
/// <typeparam name="TEntryCodec">The entries' codec.</typeparam>
/// <typeparam name="TKind">How the dictionary is made.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EntryArrayCodec<TDictionary, TKey, TValue, TEntryCodec, TKind> : IBsonCodec<TDictionary>
    where TDictionary : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TEntryCodec : struct, IBsonCodec<KeyValuePair<TKey, TValue>>
    where TKind : struct, IDictionaryKind<TDictionary, TKey, TValue>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(TDictionary value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TDictionary value)
    {
        int start = writer.Position;
        Items<KeyValuePair<TKey, TValue>, TEntryCodec>.Write(ref writer, value);
        if (StoredAlike<TKey>.MayBe || Comparers.MayRepeat(value))
            Check(new DocumentView(writer.Written[start..]));
    }

    private static void Check(DocumentView array)
    {
        KeyValuePair<TKey, TValue>[] stored = Items<KeyValuePair<TKey, TValue>, TEntryCodec>.ReadArray(array);
        var entries = new Dictionary<TKey, TValue>();
        foreach ((TKey key, TValue value) in stored)
            entries.TryAdd(key, value);
        if (TKind.Create(entries).Count() < stored.Length)
            throw StoredAlike<TKey>.Error(stored.Select(static entry => entry.Key));
    }

    /// <inheritdoc/>
    public static TDictionary Read(ElementView element)
    {
        var entries = new Dictionary<TKey, TValue>();
        foreach (ElementView item in element.AsArray())
        {
            (TKey key, TValue value) = TEntryCodec.Read(item);
            // A codec of nullable keys, or a serializer, may make one.
            if (key is null)
                throw item.Error(BsonFormatReason.TypeMismatch, "the key of an entry is null");
            entries.TryAdd(key, value);
        }
        return TKind.Create(entries);
    }
}
