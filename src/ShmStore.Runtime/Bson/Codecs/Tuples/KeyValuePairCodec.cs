using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A key and a value as a document of <c>k</c> and <c>v</c>; read from an array of both too.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="TValue">The value's type.</typeparam>
/// <typeparam name="TKeyCodec">The key's codec.</typeparam>
/// <typeparam name="TValueCodec">The value's codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>
    : IBsonCodec<KeyValuePair<TKey, TValue>>, IBsonView<KeyValuePair<TKey, TValue>>
    where TKeyCodec : struct, IBsonCodec<TKey>
    where TValueCodec : struct, IBsonCodec<TValue>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(KeyValuePair<TKey, TValue> value) => ElementType.Document;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, KeyValuePair<TKey, TValue> value)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<TKey, TKeyCodec>("k"u8, value.Key);
        writer.Element<TValue, TValueCodec>("v"u8, value.Value);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static KeyValuePair<TKey, TValue> Read(ElementView element)
    {
        if (element.Type == ElementType.Array)
        {
            (TKey key, TValue value) = ValueTuple2Codec<TKey, TValue, TKeyCodec, TValueCodec>.Read(element);
            return new KeyValuePair<TKey, TValue>(key, value);
        }
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document or array of a key and a value");
        DocumentView pair = element.AsDocument();
        return new KeyValuePair<TKey, TValue>(pair.Get<TKey, TKeyCodec>("k"u8, required: true), pair.Get<TValue, TValueCodec>("v"u8, required: true));
    }

    /// <inheritdoc/>
    public static KeyValuePair<TKey, TValue> View(ElementView element) => Read(element);
}
