using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableHashSet{T}"/>, with the default comparer.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableHashSetKind<T> : ICollectionKind<ImmutableHashSet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static ImmutableHashSet<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableHashSet<T> collection) => collection;
}
