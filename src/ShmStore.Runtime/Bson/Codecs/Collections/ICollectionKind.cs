using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>How one kind of collection is made of items, and which order they are written in.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICollectionKind<TCollection, T>
{
    /// <summary>Whether collections keep one of several equal items.</summary>
    static virtual bool IsSet => false;

    /// <summary>Makes a collection of the items, in the order they were written in.</summary>
    /// <param name="items">The items, which nobody else keeps.</param>
    static abstract TCollection Create(List<T> items);

    /// <summary>The items in the order to write them in.</summary>
    /// <exception cref="ArgumentException">The collection is one without a value.</exception>
    static abstract IEnumerable<T> Items(TCollection collection);
}
