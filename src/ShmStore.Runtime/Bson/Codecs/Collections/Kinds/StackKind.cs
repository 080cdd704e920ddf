using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Stack{T}"/>, from the bottom up, so that pushing the items in their order restores it.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StackKind<T> : ICollectionKind<Stack<T>, T>
{
    /// <inheritdoc/>
    public static Stack<T> Create(List<T> items) => new(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(Stack<T> collection) => collection.Reverse();
}
