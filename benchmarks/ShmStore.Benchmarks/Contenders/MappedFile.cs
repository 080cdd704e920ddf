using System.IO.MemoryMappedFiles;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>A temporary file in memory, mapped for reading and writing.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    /// <summary>Bytes of the file.</summary>
    public const int Length = 4096;

    private readonly string _path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Path.GetRandomFileName());
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Creates and maps it. The pointer is taken once, as whoever cares for speed does.</summary>
    public MappedFile()
    {
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.CreateNew, null, Length);
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    /// <summary>First byte.</summary>
    public byte* Start { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
