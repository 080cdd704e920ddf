using System.Collections.Frozen;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="FrozenSet{T}"/>, with the default comparer.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FrozenSetKind<T> : ICollectionKind<FrozenSet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static FrozenSet<T> Create(List<T> items) => items.ToFrozenSet();

    /// <inheritdoc/>
    public static IEnumerable<T> Items(FrozenSet<T> collection) => collection;
}
