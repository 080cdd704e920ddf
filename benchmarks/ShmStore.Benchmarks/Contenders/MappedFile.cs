using System.IO.MemoryMappedFiles;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>A temporary file in memory, mapped for reading and writing.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    /// <summary>Bytes of the file.</summary>
    public const int Length = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool _isCreator;

    /// <summary>Creates and maps one.</summary>
    public MappedFile()
        : this(System.IO.Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName()), FileMode.CreateNew)
    {
    }

    /// <summary>Maps one that another process has created.</summary>
    public MappedFile(string path)
        : this(path, FileMode.Open)
    {
    }

    // The pointer is taken once, as whoever cares for speed does.
    private MappedFile(string path, FileMode mode)
    {
        Path = path;
        _isCreator = mode == FileMode.CreateNew;
        _file = MemoryMappedFile.CreateFromFile(path, mode, null, Length);
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>First byte.</summary>
    public byte* Start { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        if (_isCreator)
            File.Delete(Path);
    }
}
