using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableListKind<T> : ICollectionKind<ImmutableList<T>, T>
{
    /// <inheritdoc/>
    public static ImmutableList<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableList<T> collection) => collection;
}
