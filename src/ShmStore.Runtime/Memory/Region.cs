using System.Diagnostics.CodeAnalysis;

namespace ShmStore.Memory;

/// <summary>
/// One contiguous range of memory that a store lives in: private to the process, or a mapped file.
/// </summary>
/// <remarks>
/// <para>
/// Readers touch <see cref="Origin"/> + offset for offsets below <see cref="Committed"/>, without a call and without a lock. Both only ever
/// change together in one way: <see cref="Origin"/> first (portable mappings move when they grow), then <see cref="Committed"/> with release
/// semantics, so that whoever reads <see cref="Committed"/> first (acquire) and <see cref="Origin"/> after it never touches an unmapped byte.
/// Addresses handed out earlier stay readable until nobody can reach the region object, be it from a finalizer.
/// </para>
/// <para>
/// <see cref="Dispose()"/> makes the region unusable at once but never unmaps an address under a reader that is still in flight: such a reader sees the
/// old bytes or zeros, and the addresses are given back when the garbage collector has taken the object (<see cref="MappingEnd"/>). A reader therefore calls
/// <see cref="GC.KeepAlive"/> on the region after its last access. Who drops a region without disposing of it can use it in any finalizer: its memory, file and lock go afterwards.
/// </para>
/// </remarks>
internal abstract unsafe class Region : IDisposable
{
    private byte* _origin;
    private long _committed;
    private int _disposed;

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

    /// <summary>
    /// Bytes the region may grow to in this attachment. A reader that finds the file longer than that maps it again and raises this.
    /// </summary>
    public abstract long Maximum { get; }

    /// <summary>How this region is attached.</summary>
    public RegionAccess Access { get; }

    /// <summary>Absolute path of the file, or null for process-private memory.</summary>
    public string? Path { get; }

    /// <summary>The seats of several writers; null where there can be only one.</summary>
    public virtual IWriterSeats? Seats => null;

    /// <summary>True after <see cref="Dispose()"/>.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>True if the file was deleted, or another took its place, as far as the system can tell. Thread-safe.</summary>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public bool IsReplaced
    {
        get
        {
            ThrowIfDisposed();
            return LooksReplaced();
        }
    }

    /// <summary>True while somebody has the region open to write, this attachment or another, in whatever process; or if that cannot be told. Thread-safe.</summary>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public bool HasWriter
    {
        get
        {
            ThrowIfDisposed();
            return Access == RegionAccess.Write || LooksWritten();
        }
    }

    /// <summary>
    /// True if nobody can change the region any more, as far as the system can tell: nobody has it open to write, and nobody will, as it has one writer only (<see cref="HasOneWriterOnly"/>), or its file is not at its path,
    /// where who wants to write it would look. Thread-safe.
    /// </summary>
    public virtual bool IsAbandoned => false;

    /// <summary>True if whoever made it is the only one who can ever write it: memory of this process, or sealed.</summary>
    public bool HasOneWriterOnly => Path is null || Seals.HasFlag(MemorySeals.NoNewWriters);

    /// <summary>What the kernel refuses to do to its memory.</summary>
    public MemorySeals Seals { get; init; }

    /// <summary>Whether another path too is one of this file. False where that cannot be told. Thread-safe.</summary>
    public virtual bool IsAt(string path) => false;

    /// <summary>The path, or what to call a region without one in a message.</summary>
    public string Name => Path ?? "(private memory)";

    /// <summary>
    /// Looks whether the writer has grown the file since, and makes the new bytes readable. Thread-safe. Returns <see cref="Committed"/>, which is the
    /// true length of the file, or for who does not write what its header says that it may grow to, if that is less.
    /// </summary>
    /// <exception cref="StoreFormatException">The file has been cut short under this attachment.</exception>
    /// <exception cref="StoreFullException">No address space for the longer file.</exception>
    public abstract long Refresh();

    /// <summary>
    /// Writer only. Makes at least <paramref name="committed"/> bytes usable, zero-filled. In a file they are backed by real memory or disk, never sparse.
    /// Rounds up to pages. Not thread-safe against other growth.
    /// </summary>
    /// <exception cref="StoreFormatException">The file has been cut short under this attachment.</exception>
    /// <exception cref="StoreFullException">Beyond <see cref="Maximum"/>, or the file system or memory is full; the region is as it was.</exception>
    /// <exception cref="InvalidOperationException">Not attached as a writer.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public void Grow(long committed)
    {
        ThrowIfDisposed();
        if (Access != RegionAccess.Write)
            throw new InvalidOperationException($"'{Name}' is attached for {Access}; only a writer can grow it.");
        long present = Committed;
        if (committed <= present)
            return;
        if (committed > Maximum)
            throw RegionErrors.Full(Name, present, committed, Maximum, $"its maximum is {Maximum} bytes");
        ThrowIfShrunk();
        Extend(Pages.RoundUp(committed));
    }

    /// <summary>
    /// Gives real space to the first <paramref name="length"/> bytes of a file that has holes, such as a copy can have, so that writing to them, or in memory reading them, cannot
    /// kill the process. The caller has checked that the file is a store. Does nothing where holes cannot be told.
    /// </summary>
    /// <exception cref="StoreFullException">No room for it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond <see cref="Committed"/>.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public void FillHoles(long length)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Committed);
        Fill(length);
    }

    /// <summary>
    /// Contributor or writer. A writable view of a page-aligned part of the region; the same memory as seen through <see cref="Origin"/> by everybody.
    /// It stays valid until the region object is unreachable. Thread-safe.
    /// </summary>
    /// <param name="offset">Multiple of the page size of this machine (<see cref="Pages.Size"/>).</param>
    /// <param name="length">Bytes, likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not page-aligned, empty, or beyond <see cref="Committed"/>.</exception>
    /// <exception cref="InvalidOperationException">Attached as a reader.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public byte* MapWindow(long offset, long length)
    {
        ThrowIfDisposed();
        if (Access == RegionAccess.Read)
            throw new InvalidOperationException($"'{Name}' is attached for reading; no part of it can be mapped writable.");
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Pages.RoundDown(offset), offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Pages.RoundDown(length), length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Committed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Committed - offset);
        return Access == RegionAccess.Write ? Origin + offset : MapWritable(offset, length);
    }

    /// <summary>
    /// Writer only. Makes marks beside the region that every attachment can open. Not thread-safe against other marks being made. Null if that is not possible: then nobody leaves marks.
    /// </summary>
    /// <param name="from">Where the marks end that others have: what is behind belongs to nobody, whatever it holds.</param>
    /// <param name="length">How many; a power of two.</param>
    /// <param name="offset">Where they are, for <see cref="TryOpenMarks"/>; never 0.</param>
    public abstract UseMarks? TryAddMarks(long from, long length, out long offset);

    /// <summary>Opens marks beside the region. Null if there are none there, or leaving marks is not permitted. Thread-safe.</summary>
    /// <param name="offset">Where they are; any number, it may come from memory that others write.</param>
    /// <param name="length">How many; a power of two.</param>
    public abstract UseMarks? TryOpenMarks(long offset, long length);

    /// <summary>Locks a byte, which may lie far beyond the end, together with all others who do so, for as long as the region is attached. True where there are no such locks.</summary>
    /// <returns>False if somebody has reserved it.</returns>
    /// <exception cref="IOException">The file system refuses.</exception>
    public virtual bool TryShare(long offset) => true;

    /// <summary>Writer only. Locks bytes, so that nobody can share them, until <see cref="ReleaseClaims"/>. True where there are no such locks.</summary>
    /// <returns>False if somebody shares one of them.</returns>
    /// <exception cref="IOException">The file system refuses.</exception>
    public virtual bool TryReserve(long offset, long length) => true;

    /// <summary>Gives up all that <see cref="TryShare"/> and <see cref="TryReserve"/> have locked.</summary>
    public virtual void ReleaseClaims()
    {
    }

    /// <summary>Writes all pages to the file and waits for the disk. Does nothing for private memory.</summary>
    /// <exception cref="IOException">The disk reported an error.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public abstract void Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        // Nothing fits into zero bytes, so reads that begin from now on leave their fast path and find the region disposed.
        Volatile.Write(ref _committed, 0);
        Close();
        GC.KeepAlive(this);
    }

    /// <summary>What was attached, as errors call it after it was disposed: one name for whatever is used of it. Given before others use the region.</summary>
    public string User { get; set; } = nameof(Region);

    /// <summary>The error for whoever uses the region after it was disposed.</summary>
    public ObjectDisposedException Disposed() => new(User);

    /// <summary>The error for bytes that contradict each other. A region that is disposed in the middle of a read has none any more, and everything runs past its end then.</summary>
    /// <param name="name">What is damaged.</param>
    /// <param name="what">Completes the sentence.</param>
    public Exception Damaged(string name, string what) => IsDisposed ? Disposed() : new StoreFormatException(StoreFormatReason.Corrupt, $"'{name}' is damaged: {what}.");

    /// <summary>Throws if the region was disposed: its memory reads as zeros then.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    public void ThrowIfDisposed()
    {
        if (IsDisposed)
            ThrowDisposed();
    }

    /// <summary>
    /// Throws if the file has been cut short under this attachment: touching what is gone would end the process. Whoever is about to touch much asks first; who cuts it afterwards is not noticed.
    /// </summary>
    /// <exception cref="StoreFormatException">It has.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public void ThrowIfShrunk()
    {
        ThrowIfDisposed();
        long mapped = Committed;
        long length = Length;
        if (length < mapped)
            throw RegionErrors.Shrunk(Name, mapped, length);
    }

    /// <summary>Throws if the file was deleted, or another took its place.</summary>
    /// <exception cref="IOException">It was.</exception>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public void ThrowIfReplaced()
    {
        if (IsReplaced)
            throw RegionErrors.Replaced(Name);
    }

    /// <summary>See <see cref="IsReplaced"/>.</summary>
    protected virtual bool LooksReplaced() => false;

    /// <summary>See <see cref="HasWriter"/>. Only called for who does not write.</summary>
    protected virtual bool LooksWritten() => true;

    /// <summary>Bytes that there are, in the file if it is one.</summary>
    protected virtual long Length => Committed;

    /// <summary>Gives up locks, files and memory, keeping every address handed out readable. Called once.</summary>
    protected abstract void Close();

    /// <summary>Grows to a page-aligned size between <see cref="Committed"/> and <see cref="Maximum"/>, and publishes it.</summary>
    protected abstract void Extend(long committed);

    /// <summary>Gives real space to the holes in a checked part; see <see cref="FillHoles"/>.</summary>
    protected virtual void Fill(long length)
    {
    }

    /// <summary>Maps a checked, page-aligned part writable. Only called for <see cref="RegionAccess.Contribute"/>.</summary>
    protected abstract byte* MapWritable(long offset, long length);

    // Apart: what asks is compiled into the callers.
    [DoesNotReturn]
    private void ThrowDisposed() => throw Disposed();

    /// <summary>Publishes a new mapping: origin first, then the length with release semantics.</summary>
    protected void Publish(byte* origin, long committed)
    {
        _origin = origin;
        Volatile.Write(ref _committed, committed);

        // Against a Dispose at the same time: either this sees it, or its zero comes after this length.
        Interlocked.MemoryBarrier();
        if (IsDisposed)
            Volatile.Write(ref _committed, 0);
    }
}
