using System.Collections.ObjectModel;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ReadOnlyCollection{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyCollectionKind<T> : ICollectionKind<ReadOnlyCollection<T>, T>
{
    /// <inheritdoc/>
    public static ReadOnlyCollection<T> Create(List<T> items) => items.AsReadOnly();

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ReadOnlyCollection<T> collection) => collection;
}
