namespace ShmStore.Memory;

/// <summary>
/// One contiguous range of memory that a store lives in: private to the process, or a mapped file.
/// </summary>
/// <remarks>
/// <para>
/// Readers touch <see cref="Origin"/> + offset for offsets below <see cref="Committed"/>, without a call and without a lock. Both only ever
/// change together in one way: <see cref="Origin"/> first (portable mappings move when they grow), then <see cref="Committed"/> with release
/// semantics, so that whoever reads <see cref="Committed"/> first (acquire) and <see cref="Origin"/> after it never touches an unmapped byte.
/// Addresses handed out earlier stay readable until the region object is unreachable.
/// </para>
/// <para>
/// <see cref="Dispose()"/> makes the region unusable at once but never unmaps an address under a reader that is still in flight: such a reader sees the
/// old bytes or zeros, and the addresses are given back when the garbage collector finds the object unreachable. A reader therefore calls
/// <see cref="GC.KeepAlive"/> on the region after its last access.
/// </para>
/// </remarks>
internal abstract unsafe class Region : IDisposable
{
    private byte* _origin;
    private long _committed;
    private volatile bool _disposed;

    /// <summary>Creates a region that is not mapped yet.</summary>
    protected Region(RegionAccess access, string? path)
    {
        Access = access;
        Path = path;
    }

    /// <summary>First byte of the region; see the remarks for when it may change.</summary>
    public byte* Origin => _origin;

    /// <summary>Bytes from <see cref="Origin"/> that may be touched. Never shrinks, and is 0 once disposed.</summary>
    public long Committed => Volatile.Read(ref _committed);

    /// <summary>Bytes the region may grow to in this attachment.</summary>
    public abstract long Maximum { get; }

    /// <summary>How this region is attached.</summary>
    public RegionAccess Access { get; }

    /// <summary>Absolute path of the file, or null for process-private memory.</summary>
    public string? Path { get; }

    /// <summary>True after <see cref="Dispose()"/>.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>
    /// Looks whether the writer has grown the file since, and makes the new bytes readable. Thread-safe. Returns <see cref="Committed"/>.
    /// </summary>
    public abstract long Refresh();

    /// <summary>
    /// Writer only. Makes at least <paramref name="committed"/> bytes usable, backed by real memory or disk (never sparse), zero-filled.
    /// Rounds up to pages. Not thread-safe against other growth.
    /// </summary>
    /// <exception cref="StoreFullException">Beyond <see cref="Maximum"/>, or the file system or memory is full; the region is as it was.</exception>
    public abstract void Grow(long committed);

    /// <summary>
    /// Contributor or writer. A writable view of a page-aligned part of the region; the same memory as seen through <see cref="Origin"/> by everybody.
    /// </summary>
    public abstract byte* MapWindow(long offset, long length);

    /// <summary>Writes all pages to the file and waits for the disk. Does nothing for private memory.</summary>
    public abstract void Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        // Nothing fits into zero bytes, so reads that begin from now on leave their fast path and find the region disposed.
        _disposed = true;
        Volatile.Write(ref _committed, 0);
        Close();
        GC.KeepAlive(this);
    }

    /// <summary>Gives up locks, files and memory, keeping every address handed out readable. Called once.</summary>
    protected abstract void Close();

    /// <summary>Publishes a new mapping: origin first, then the length with release semantics.</summary>
    protected void Publish(byte* origin, long committed)
    {
        _origin = origin;
        Volatile.Write(ref _committed, committed);
        if (_disposed)
        {
            Volatile.Write(ref _committed, 0);
        }
    }
}
