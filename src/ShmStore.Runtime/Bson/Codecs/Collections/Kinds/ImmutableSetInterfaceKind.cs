using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="IImmutableSet{T}"/>: reads give an <see cref="ImmutableHashSet{T}"/> with the default comparer.</summary>
/// <typeparam name="TCollection">The interface.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSetInterfaceKind<TCollection, T> : ICollectionKind<TCollection, T>
    where TCollection : class, IEnumerable<T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static TCollection Create(List<T> items) => (TCollection)(object)ImmutableHashSet.CreateRange(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(TCollection collection) => collection;
}
