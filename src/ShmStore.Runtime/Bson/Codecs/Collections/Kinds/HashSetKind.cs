using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="HashSet{T}"/>, with the default comparer.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HashSetKind<T> : ICollectionKind<HashSet<T>, T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static HashSet<T> Create(List<T> items) => [.. items];

    /// <inheritdoc/>
    public static IEnumerable<T> Items(HashSet<T> collection) => collection;
}
