using System.Collections.ObjectModel;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ReadOnlyDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyDictionaryKind<TKey, TValue> : IDictionaryKind<ReadOnlyDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static ReadOnlyDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => new(entries);
}
