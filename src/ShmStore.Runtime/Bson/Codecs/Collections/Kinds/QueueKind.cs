using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Queue{T}"/>, the first to leave first.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct QueueKind<T> : ICollectionKind<Queue<T>, T>
{
    /// <inheritdoc/>
    public static Queue<T> Create(List<T> items) => new(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(Queue<T> collection) => collection;
}
