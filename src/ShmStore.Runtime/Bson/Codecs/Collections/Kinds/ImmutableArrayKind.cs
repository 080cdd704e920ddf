using System.Collections.Immutable;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ImmutableArray{T}"/>; a default one is refused, an empty one is not.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableArrayKind<T> : ICollectionKind<ImmutableArray<T>, T>
{
    /// <inheritdoc/>
    public static ImmutableArray<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ImmutableArray<T> collection)
    {
        if (collection.IsDefault)
            throw new ArgumentException("the immutable array is the default one, which is not even empty");
        return collection;
    }
}
