using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>
/// <see cref="IDictionary{TKey, TValue}"/> and <see cref="IReadOnlyDictionary{TKey, TValue}"/>: reads give a
/// <see cref="Dictionary{TKey, TValue}"/>; <see cref="IImmutableDictionary{TKey, TValue}"/>: reads give an immutable one.
/// </summary>
/// <typeparam name="TDictionary">The interface.</typeparam>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryInterfaceKind<TDictionary, TKey, TValue> : IDictionaryKind<TDictionary, TKey, TValue>
    where TDictionary : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static TDictionary Create(Dictionary<TKey, TValue> entries) => typeof(TDictionary) == typeof(IImmutableDictionary<TKey, TValue>)
        ? (TDictionary)(object)entries.ToImmutableDictionary()
        : (TDictionary)(object)entries;
}
