using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace ShmStore.Memory.Portable;

/// <summary>
/// A mapped part of a file or of a memory section. Its address is taken once. It stays mapped until nobody can reach the object any more (<see cref="MappingEnd"/>). Not thread-safe.
/// </summary>
internal sealed unsafe class View
{
    private readonly MemoryMappedViewAccessor _accessor;
    private readonly End _end;

    /// <summary>Maps a part. Offset and length in bytes.</summary>
    /// <exception cref="IOException">Not that much address space.</exception>
    public View(MemoryMappedFile file, long offset, long length, MemoryMappedFileAccess access)
    {
        _accessor = file.CreateViewAccessor(offset, length, access);

        // Not acquired, which counts as a use that has to be ended: disposing of the handle unmaps the memory.
        Start = (byte*)_accessor.SafeMemoryMappedViewHandle.DangerousGetHandle() + _accessor.PointerOffset;
        _end = new End(this, _accessor.SafeMemoryMappedViewHandle);
    }

    /// <summary>Address of the first byte asked for.</summary>
    public byte* Start { get; }

    /// <summary>Keeps files open, and with them their locks, until the view was unmapped, unless they are closed on purpose before.</summary>
    public void KeepOpen(params SafeHandle[] files) => _end.KeepOpen(files);

    /// <summary>Writes the pages to the file.</summary>
    public void Flush() => _accessor.Flush();

    private sealed class End : MappingEnd
    {
        private readonly SafeHandle _memory;

        public End(View view, SafeHandle memory)
            : base(view)
        {
            _memory = memory;
            StopFinalizing(memory);
        }

        protected override void Unmap() => _memory.Dispose();
    }
}
