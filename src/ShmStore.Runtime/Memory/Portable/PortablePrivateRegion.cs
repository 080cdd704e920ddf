using System.IO.MemoryMappedFiles;

namespace ShmStore.Memory.Portable;

/// <summary>
/// A region in memory of this process: an unnamed section of the maximum size whose pages the system provides as they are touched. Growing maps a larger view of the
/// same pages; older views stay valid.
/// </summary>
internal sealed unsafe class PortablePrivateRegion : Region
{
    private readonly MemoryMappedFile _section;
    private readonly List<View> _views = [];
    private readonly PrivateMarks _marks = new();

    /// <summary>Makes the section and maps the committed part; both sizes are multiples of the page size.</summary>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    public PortablePrivateRegion(long committed, long maximum)
        : base(RegionAccess.Write, null)
    {
        Maximum = maximum;
        try
        {
            _section = MemoryMappedFile.CreateNew(
                null, maximum, MemoryMappedFileAccess.ReadWrite, MemoryMappedFileOptions.DelayAllocatePages, HandleInheritability.None);
        }
        catch (Exception exception) when (exception is IOException or OutOfMemoryException or ArgumentException)
        {
            throw RegionErrors.Full(Name, 0, maximum, maximum, PrivateFile.ReasonOf(exception), exception);
        }

        try
        {
            Extend(committed);
        }
        catch
        {
            _section.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override long Maximum { get; }

    /// <inheritdoc/>
    public override long Refresh() => Committed;

    /// <inheritdoc/>
    public override void Flush() => ThrowIfDisposed();

    /// <inheritdoc/>
    public override UseMarks? TryAddMarks(long from, long length, out long offset) => _marks.TryAdd(length, out offset);

    /// <inheritdoc/>
    public override UseMarks? TryOpenMarks(long offset, long length) => _marks.TryOpen(offset, length);

    /// <inheritdoc/>
    protected override void Extend(long committed)
    {
        try
        {
            var view = new View(_section, 0, committed, MemoryMappedFileAccess.ReadWrite);
            _views.Add(view);
            Publish(view.Start, committed);
        }
        catch (Exception exception) when (exception is IOException or OutOfMemoryException)
        {
            throw RegionErrors.Full(Name, Committed, committed, Maximum, PrivateFile.ReasonOf(exception), exception);
        }
    }

    /// <inheritdoc/>
    protected override byte* MapWritable(long offset, long length) => Origin + offset;

    /// <inheritdoc/>
    protected override void Close() => _section.Dispose();
}
