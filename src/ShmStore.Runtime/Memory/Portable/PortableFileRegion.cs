using System.IO.MemoryMappedFiles;

namespace ShmStore.Memory.Portable;

/// <summary>
/// A region in a file. It grows by writing zeros to the end of the file and mapping a larger view of the same pages at another address; older views
/// stay valid. So does what is mapped when it is disposed, until the object is unreachable.
/// </summary>
internal sealed unsafe class PortableFileRegion : Region
{
    private readonly Lock _mapping = new();
    private readonly List<View> _views = [];
    private readonly FileStream _file;
    private readonly FileStream? _writerLock;
    private readonly long _maximum;

    /// <summary>Maps an open file; takes ownership of both files when it succeeds.</summary>
    /// <param name="file">The region file.</param>
    /// <param name="writerLock">For a writer, the lock it holds.</param>
    /// <param name="path">Absolute path, as messages name it.</param>
    /// <param name="access">How to map it.</param>
    /// <param name="maximum">Bytes a writer may let it grow to; raised to the length of the file.</param>
    /// <exception cref="StoreFullException">Not that much address space.</exception>
    public PortableFileRegion(FileStream file, FileStream? writerLock, string path, RegionAccess access, long maximum)
        : base(access, path)
    {
        _file = file;
        _writerLock = writerLock;
        long length = RandomAccess.GetLength(file.SafeFileHandle);
        _maximum = Pages.RoundUp(Math.Max(length, maximum));
        MapAll(length);
    }

    /// <inheritdoc/>
    public override long Maximum => Math.Max(_maximum, Committed);

    /// <inheritdoc/>
    /// <remarks>.NET does not tell one file from another.</remarks>
    protected override bool LooksReplaced() => !File.Exists(Path);

    /// <inheritdoc/>
    public override long Refresh()
    {
        if (Access == RegionAccess.Write)
            return Committed;
        lock (_mapping)
        {
            if (IsDisposed)
                return Committed;
            long mapped = Committed;
            long length = RandomAccess.GetLength(_file.SafeFileHandle);
            if (length < mapped)
                throw RegionErrors.Shrunk(Name, mapped, length);
            if (length > mapped)
                MapAll(length);
            return length;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        ThrowIfDisposed();
        if (Access == RegionAccess.Write)
            _views[^1].Flush();
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
    }

    /// <inheritdoc/>
    public override UseMarks? TryAddMarks(long from, long length, out long offset) => MarkFile.TryAdd(PortableMarkStorage.Instance, Path!, from, length, out offset);

    /// <inheritdoc/>
    public override UseMarks? TryOpenMarks(long offset, long length) => MarkFile.TryOpen(PortableMarkStorage.Instance, Path!, offset, length);

    /// <inheritdoc/>
    protected override long Length
    {
        get
        {
            lock (_mapping)
            {
                ThrowIfDisposed();
                return RandomAccess.GetLength(_file.SafeFileHandle);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Extend(long committed)
    {
        long present = RandomAccess.GetLength(_file.SafeFileHandle);
        try
        {
            PrivateFile.Extend(_file.SafeFileHandle, committed);
        }
        catch (IOException exception)
        {
            TryShorten(present);
            throw RegionErrors.Full(Name, Committed, committed, Maximum, PrivateFile.ReasonOf(exception), exception);
        }

        MapAll(committed);
    }

    /// <inheritdoc/>
    protected override byte* MapWritable(long offset, long length)
    {
        lock (_mapping)
        {
            ThrowIfDisposed();
            return Map(offset, length, MemoryMappedFileAccess.ReadWrite).Start;
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        lock (_mapping)
        {
            _file.Dispose();
            _writerLock?.Dispose();
        }
    }

    // What was not enough would be the rest of the disk.
    private void TryShorten(long length)
    {
        try
        {
            RandomAccess.SetLength(_file.SafeFileHandle, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not every system shortens a file that is mapped: then the next growth finds it longer.
        }
    }

    private void MapAll(long length)
    {
        View view = Map(0, length, Access == RegionAccess.Write ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read);
        Publish(view.Start, length);
    }

    private View Map(long offset, long length, MemoryMappedFileAccess access)
    {
        try
        {
            MemoryMappedFileAccess fileAccess = Access == RegionAccess.Read ? MemoryMappedFileAccess.Read : MemoryMappedFileAccess.ReadWrite;
            using var mapping = MemoryMappedFile.CreateFromFile(_file.SafeFileHandle, null, 0, fileAccess, HandleInheritability.None, leaveOpen: true);
            var view = new View(mapping, offset, length, access);

            // Who still reaches a writer's memory, in a finalizer, writes to it, and nobody else gets the lock meanwhile.
            view.KeepOpen(_writerLock is null ? [_file.SafeFileHandle] : [_file.SafeFileHandle, _writerLock.SafeFileHandle]);
            _views.Add(view);
            return view;
        }
        catch (Exception exception) when (exception is IOException or OutOfMemoryException)
        {
            throw RegionErrors.Full(Name, Committed, length, Maximum, PrivateFile.ReasonOf(exception), exception);
        }
    }
}
