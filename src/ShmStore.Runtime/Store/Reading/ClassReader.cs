using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads the whole object, of any class.</summary>
/// <remarks>
/// Not generic, as <see cref="ObjectReader{T}"/> is: generic code is compiled once for all classes, and so cannot inline what differs between them, but looks it up each time. Who asks for a class gets what he asks for:
/// a delegate that returns a class is one that returns an object.
/// </remarks>
internal readonly struct ClassReader : IBlockReader<object>
{
    private readonly ReadObject<object> _read;

    private ClassReader(ReadObject<object> read) => _read = read;

    /// <summary>Reads objects of a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ClassReader Of<T>(ReadObject<T> read) => new(Unsafe.As<ReadObject<object>>(read));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public object Read(in DocumentView document) => _read(in document);
}
