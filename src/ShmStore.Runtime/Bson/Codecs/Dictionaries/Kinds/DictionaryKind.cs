using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Dictionary{TKey, TValue}"/>, with the default comparer.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryKind<TKey, TValue> : IDictionaryKind<Dictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => entries;
}
