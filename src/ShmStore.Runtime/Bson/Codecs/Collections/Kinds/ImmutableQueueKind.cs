using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableQueue{T}"/>, the first to leave first.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableQueueKind<T> : ICollectionKind<ImmutableQueue<T>, T>
{
    /// <inheritdoc/>
    public static ImmutableQueue<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableQueue<T> collection) => collection;
}
