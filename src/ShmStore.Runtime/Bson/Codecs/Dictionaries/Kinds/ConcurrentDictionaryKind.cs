using System.Collections.Concurrent;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ConcurrentDictionary{TKey, TValue}"/>, with the default comparer.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentDictionaryKind<TKey, TValue> : IDictionaryKind<ConcurrentDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static ConcurrentDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => new(entries);
}
