using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="SortedDictionary{TKey, TValue}"/>, with the comparer of <see cref="SortedOrder"/>.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedDictionaryKind<TKey, TValue> : IDictionaryKind<SortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => SortedOrder.Sort(entries);
}
