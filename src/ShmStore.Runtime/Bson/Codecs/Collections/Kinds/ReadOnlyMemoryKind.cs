using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary><see cref="ReadOnlyMemory{T}"/> of anything but bytes, which are binary data.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyMemoryKind<T> : ICollectionKind<ReadOnlyMemory<T>, T>
{
    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Create(List<T> items) => items.ToArray();

    /// <inheritdoc/>
    public static IEnumerable<T> Items(ReadOnlyMemory<T> collection) => MemoryMarshal.ToEnumerable(collection);
}
