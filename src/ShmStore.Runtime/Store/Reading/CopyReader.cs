using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Copies the document's bytes.</summary>
internal readonly struct CopyReader : IBlockReader<byte[]>
{
    /// <inheritdoc/>
    public byte[] Read(in DocumentView document) => document.Bytes.ToArray();
}
