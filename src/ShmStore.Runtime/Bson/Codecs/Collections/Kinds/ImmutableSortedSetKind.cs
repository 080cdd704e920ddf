using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableSortedSet{T}"/>, with the comparer of <see cref="SortedOrder"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSortedSetKind<T> : ICollectionKind<ImmutableSortedSet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static ImmutableSortedSet<T> Create(List<T> items) => ImmutableSortedSet.CreateRange(SortedOrder.Of<T>(), items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableSortedSet<T> collection) => collection;
}
