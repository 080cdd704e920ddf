using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads the whole object.</summary>
internal readonly struct ObjectReader<T>(ReadObject<T> read) : IBlockReader<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(in DocumentView document) => read(in document);
}
