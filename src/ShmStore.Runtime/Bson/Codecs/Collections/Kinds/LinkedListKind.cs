using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="LinkedList{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LinkedListKind<T> : ICollectionKind<LinkedList<T>, T>
{
    /// <inheritdoc/>
    public static LinkedList<T> Create(List<T> items) => new(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(LinkedList<T> collection) => collection;
}
