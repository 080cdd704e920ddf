using System.Collections.ObjectModel;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Collection{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionKind<T> : ICollectionKind<Collection<T>, T>
{
    /// <inheritdoc/>
    public static Collection<T> Create(List<T> items) => new(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(Collection<T> collection) => collection;
}
