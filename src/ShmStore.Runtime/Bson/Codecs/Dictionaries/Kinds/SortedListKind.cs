using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="SortedList{TKey, TValue}"/>, with the comparer of <see cref="SortedOrder"/>.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedListKind<TKey, TValue> : IDictionaryKind<SortedList<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static SortedList<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => new(SortedOrder.Sort(entries), SortedOrder.Of<TKey>());
}
