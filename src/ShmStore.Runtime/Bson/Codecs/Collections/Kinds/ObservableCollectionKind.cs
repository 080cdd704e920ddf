using System.Collections.ObjectModel;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="ObservableCollection{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObservableCollectionKind<T> : ICollectionKind<ObservableCollection<T>, T>
{
    /// <inheritdoc/>
    public static ObservableCollection<T> Create(List<T> items) => new(items);

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ObservableCollection<T> collection) => collection;
}
