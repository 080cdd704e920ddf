using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableStack{T}"/>, from the bottom up, so that pushing the items in their order restores it.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableStackKind<T> : ICollectionKind<ImmutableStack<T>, T>
{
    /// <inheritdoc/>
    public static ImmutableStack<T> Create(List<T> items) => ImmutableStack.CreateRange(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableStack<T> collection) => collection.Reverse();
}
