using System.Collections.ObjectModel;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ReadOnlySet{T}"/>, over a hash set with the default comparer.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlySetKind<T> : ICollectionKind<ReadOnlySet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static ReadOnlySet<T> Create(List<T> items) => new(new HashSet<T>(items));

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ReadOnlySet<T> collection) => collection;
}
