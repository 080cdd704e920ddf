using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableDictionary{TKey, TValue}"/>, with the default comparer.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableDictionaryKind<TKey, TValue> : IDictionaryKind<ImmutableDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> entries) => entries.ToImmutableDictionary();
}
