using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="SortedSet{T}"/>, with the comparer of <see cref="SortedOrder"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedSetKind<T> : ICollectionKind<SortedSet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static SortedSet<T> Create(List<T> items) => new(items, SortedOrder.Of<T>());

    /// <inheritdoc/>
    public static IEnumerable<T> Items(SortedSet<T> collection) => collection;
}
