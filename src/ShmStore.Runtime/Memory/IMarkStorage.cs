using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory;

/// <summary>How the <see cref="MarkFile"/> of a region is opened, made longer and mapped.</summary>
internal interface IMarkStorage
{
    /// <summary>Opens the file for reading and writing, never through a link.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="regionPath">That of the region.</param>
    /// <param name="create">Make it, with the magic alone, when there is nothing or an empty file.</param>
    /// <returns>Null when there is none, or what has its name is something else or somebody else's.</returns>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="StoreFormatException">What has its name is no file.</exception>
    SafeFileHandle? TryOpen(string path, string regionPath, bool create);

    /// <summary>Makes the file longer, by zeros that are backed by real space.</summary>
    /// <exception cref="StoreFullException">No room; the file may be longer than before.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    void Extend(SafeFileHandle file, string path, long length);

    /// <summary>Maps a part of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the marks begin; a multiple of 65536.</param>
    /// <param name="length">How many marks.</param>
    /// <exception cref="IOException">Not that much address space.</exception>
    UseMarks Map(SafeFileHandle file, long offset, long length);
}
