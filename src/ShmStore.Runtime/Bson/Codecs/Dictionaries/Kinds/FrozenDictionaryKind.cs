using System.Collections.Frozen;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="FrozenDictionary{TKey, TValue}"/>, with the default comparer.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FrozenDictionaryKind<TKey, TValue> : IDictionaryKind<FrozenDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static FrozenDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => entries.ToFrozenDictionary();
}
