using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A dictionary as a document whose names are the keys' text. Of keys that are there twice the first counts.</summary>
/// <typeparam name="TDictionary">The dictionary type.</typeparam>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
/// <typeparam name="TKeyFormat">How keys become names.</typeparam>
/// <typeparam name="TValueCodec">The values' codec.</typeparam>
/// <typeparam name="TKind">How the dictionary is made.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryCodec<TDictionary, TKey, TValue, TKeyFormat, TValueCodec, TKind> : IBsonCodec<TDictionary>
    where TDictionary : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TKeyFormat : struct, ITextFormat<TKey>
    where TValueCodec : struct, IBsonCodec<TValue>
    where TKind : struct, IDictionaryKind<TDictionary, TKey, TValue>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(TDictionary value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Document;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TDictionary value)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        if (value is Dictionary<TKey, TValue> dictionary)
        {
            // Its enumerator is a struct.
            foreach (KeyValuePair<TKey, TValue> entry in dictionary)
                writer.Entry<TKey, TKeyFormat, TValue, TValueCodec>(entry.Key, entry.Value);
        }
        else
        {
            using IEnumerator<KeyValuePair<TKey, TValue>> entry = NullMember.EnumeratorOf(value);
            while (entry.MoveNext())
                writer.Entry<TKey, TKeyFormat, TValue, TValueCodec>(entry.Current.Key, entry.Current.Value);
        }
        writer.EndDocument(start);
        if (Comparers.MayRepeat(value))
            RepeatedName.ThrowIfAny(new DocumentView(writer.Written[start..]));
    }

    /// <inheritdoc/>
    public static TDictionary Read(ElementView element)
    {
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document");
        return TKind.Create(ReadEntries(element.AsDocument()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out TDictionary value)
    {
        if (type == ElementType.Document && place.TryTakeDocument(rest, out ReadOnlySpan<byte> bytes))
        {
            value = TKind.Create(ReadEntries(place.View(bytes, fixedPrefix: 0)));
            return bytes.Length;
        }
        value = default!;
        return -1;
    }

    private static Dictionary<TKey, TValue> ReadEntries(DocumentView document)
    {
        var entries = new Dictionary<TKey, TValue>();
        var cursor = new ElementCursor(document);
        while (cursor.TryPeek(out ReadOnlySpan<byte> name))
        {
            if (!TKeyFormat.TryParse(name, out TKey? key))
                throw cursor.Element(name.Length).Error(BsonFormatReason.ValueOutOfRange, $"the name '{TextError.Quote(name)}' is not that of {Article.With(typeof(TKey).Name)} key");
            TValue value = cursor.Read<TValue, TValueCodec>(name.Length);
            if (entries.Count == 0)
                entries.EnsureCapacity(cursor.Estimate());
            entries.TryAdd(key, value);
        }
        return entries;
    }
}
