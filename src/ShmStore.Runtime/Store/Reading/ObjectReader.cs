using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>How an object type is read, as a delegate: code that is shared by all classes would look a static member up at every call.</summary>
internal delegate T ReadObject<out T>(in DocumentView document);

/// <summary>Reads the whole object.</summary>
internal readonly struct ObjectReader<T>(ReadObject<T> read) : IBlockReader<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(DocumentView document) => read(in document);
}
