using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A key and a value as an array of both; read from a document of <c>k</c> and <c>v</c> too.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="TValue">The value's type.</typeparam>
/// <typeparam name="TKeyCodec">The key's codec.</typeparam>
/// <typeparam name="TValueCodec">The value's codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EntryPairCodec<TKey, TValue, TKeyCodec, TValueCodec>
    : IBsonCodec<KeyValuePair<TKey, TValue>>, IBsonView<KeyValuePair<TKey, TValue>>
    where TKeyCodec : struct, IBsonCodec<TKey>
    where TValueCodec : struct, IBsonCodec<TValue>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(KeyValuePair<TKey, TValue> value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, KeyValuePair<TKey, TValue> value) =>
        ValueTuple2Codec<TKey, TValue, TKeyCodec, TValueCodec>.Write(ref writer, (value.Key, value.Value));

    /// <inheritdoc/>
    public static KeyValuePair<TKey, TValue> Read(ElementView element) => KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(element);

    /// <inheritdoc/>
    public static KeyValuePair<TKey, TValue> View(ElementView element) => Read(element);
}
