namespace ShmStore.Memory.Linux;

/// <summary>
/// A region in memory of this process: address space for the maximum, of which pages are made usable as it grows. Like all process memory it is given real pages when
/// they are first touched.
/// </summary>
internal sealed unsafe class LinuxPrivateRegion : Region
{
    private readonly AddressRange _range;
    private readonly PrivateMarks _marks = new();

    /// <summary>Reserves and commits; both sizes are multiples of the page size.</summary>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    public LinuxPrivateRegion(long committed, long maximum)
        : base(RegionAccess.Write, null)
    {
        // One page more, for the word by which waiting threads announce themselves.
        long reserved = Pages.RoundUp(maximum + Pages.Size);
        _range = AddressRange.TryReserve(reserved, out int error) ?? throw LinuxErrors.FromMapping(error, Name, reserved);
        LargePages.Expect(_range.Start, _range.Length);
        Maximum = maximum;
        Commit(maximum, Pages.Size);
        Extend(committed);
    }

    /// <inheritdoc/>
    public override long Maximum { get; }

    /// <summary>The word by which waiting threads announce themselves, outside the region proper.</summary>
    public ulong* Announced => (ulong*)(_range.Start + Maximum);

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
        Commit(Committed, committed - Committed);
        Publish(_range.Start, committed);
    }

    /// <inheritdoc/>
    protected override byte* MapWritable(long offset, long length) => Origin + offset;

    /// <inheritdoc/>
    protected override void Close() => _range.Retire();

    private void Commit(long offset, long length)
    {
        int error = _range.Commit(offset, length);
        if (error != 0)
            throw RegionErrors.Full(Name, Committed, offset + length, Maximum, LinuxErrors.Describe(error));
    }
}
