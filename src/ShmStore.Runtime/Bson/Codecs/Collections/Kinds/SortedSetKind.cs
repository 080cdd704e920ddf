using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="SortedSet{T}"/>, with the default comparer.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedSetKind<T> : ICollectionKind<SortedSet<T>, T>
{
    /// <inheritdoc/>
    public static SortedSet<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(SortedSet<T> collection) => collection;
}
