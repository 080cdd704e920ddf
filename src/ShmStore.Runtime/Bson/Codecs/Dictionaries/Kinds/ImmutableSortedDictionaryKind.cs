using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableSortedDictionary{TKey, TValue}"/>, with the comparer of <see cref="SortedOrder"/>.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSortedDictionaryKind<TKey, TValue> : IDictionaryKind<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => SortedOrder.Sort(entries).ToImmutableSortedDictionary(SortedOrder.Of<TKey>());
}
