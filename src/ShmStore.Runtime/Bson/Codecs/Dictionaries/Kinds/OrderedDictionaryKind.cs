using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="OrderedDictionary{TKey, TValue}"/>, with the default comparer.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct OrderedDictionaryKind<TKey, TValue> : IDictionaryKind<OrderedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static OrderedDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => new(entries);
}
