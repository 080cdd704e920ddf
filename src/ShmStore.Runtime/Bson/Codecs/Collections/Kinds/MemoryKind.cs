using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary><see cref="Memory{T}"/> of anything but bytes, which are binary data.</summary>
/// <typeparam name="T">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryKind<T> : ICollectionKind<Memory<T>, T>
{
    /// <inheritdoc/>
    public static Memory<T> Create(List<T> items) => items.ToArray();

    /// <inheritdoc/>
    public static IEnumerable<T> Items(Memory<T> collection) => MemoryMarshal.ToEnumerable((ReadOnlyMemory<T>)collection);
}
