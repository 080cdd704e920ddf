using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="IImmutableList{T}"/>: reads give an <see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="TCollection">The interface.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableListInterfaceKind<TCollection, T> : ICollectionKind<TCollection, T>
    where TCollection : class, IEnumerable<T>
{
    /// <inheritdoc/>
    public static TCollection Create(List<T> items) => (TCollection)(object)ImmutableList.CreateRange(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(TCollection collection) => collection;
}
