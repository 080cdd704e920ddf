using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Copies the document's bytes.</summary>
internal readonly struct CopyReader : IBlockReader<byte[]>
{
    /// <inheritdoc/>
    public byte[] Read(DocumentView document) => document.Bytes.ToArray();
}
