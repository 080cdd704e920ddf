using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ISet{T}"/> and <see cref="IReadOnlySet{T}"/>: reads give a <see cref="HashSet{T}"/> with the default comparer.</summary>
/// <typeparam name="TCollection">The interface.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SetInterfaceKind<TCollection, T> : ICollectionKind<TCollection, T>
    where TCollection : class, IEnumerable<T>
{
    /// <inheritdoc/>
    public static bool IsSet => true;

    /// <inheritdoc/>
    public static TCollection Create(List<T> items) => (TCollection)(object)new HashSet<T>(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(TCollection collection) => collection;
}
