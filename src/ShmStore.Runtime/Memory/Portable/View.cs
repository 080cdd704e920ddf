using System.IO.MemoryMappedFiles;

namespace ShmStore.Memory.Portable;

/// <summary>
/// A mapped part of a file or of a memory section. Its address is taken once. It stays mapped until the object is unreachable. Not thread-safe.
/// </summary>
internal sealed unsafe class View
{
    // Only referenced: its handle, a safe handle, unmaps the memory when it is finalized. Not if its address was acquired, which counts as a use that has to be ended.
    private readonly MemoryMappedViewAccessor _accessor;

    /// <summary>Maps a part. Offset and length in bytes.</summary>
    /// <exception cref="IOException">Not that much address space.</exception>
    public View(MemoryMappedFile file, long offset, long length, MemoryMappedFileAccess access)
    {
        _accessor = file.CreateViewAccessor(offset, length, access);
        Start = (byte*)_accessor.SafeMemoryMappedViewHandle.DangerousGetHandle() + _accessor.PointerOffset;
    }

    /// <summary>Address of the first byte asked for.</summary>
    public byte* Start { get; }

    /// <summary>Writes the pages to the file.</summary>
    public void Flush() => _accessor.Flush();
}
