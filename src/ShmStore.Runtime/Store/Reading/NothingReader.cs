using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads nothing, where only the version or the key counts.</summary>
internal readonly struct NothingReader : IBlockReader<bool>
{
    /// <inheritdoc/>
    public bool Read(in DocumentView document) => true;
}
