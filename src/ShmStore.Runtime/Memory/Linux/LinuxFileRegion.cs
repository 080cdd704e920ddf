using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;

namespace ShmStore.Memory.Linux;

/// <summary>
/// A region in a file. The address space for its maximum is reserved by mapping past the end of the file, so that it grows in place; that of a writer can be touched as far as the file goes. A reader that could not reserve so
/// much, or finds the file longer than it reserved, maps the file again at another address and keeps the old one.
/// </summary>
internal sealed unsafe class LinuxFileRegion : Region
{
    private readonly Lock _mapping = new();
    private readonly List<AddressRange> _retained = [];
    private readonly LentRanges _lent = new();
    private readonly LinuxMarkStorage _marks;
    private readonly SafeFileHandle _file;
    private readonly bool _ownsLocks;

    // More of the file is nobody's: in sealed memory others may make it as long as they like, and such a length cannot be mapped.
    private readonly long _longest = long.MaxValue;
    private AddressRange _current;
    private bool _shares;

    /// <summary>Maps an open file; takes ownership of the handle when it succeeds.</summary>
    /// <param name="file">The file; for a writer, locked.</param>
    /// <param name="path">Its absolute path.</param>
    /// <param name="access">How to map it.</param>
    /// <param name="maximum">Address space to reserve; of a file that is a store already no more than its header says that it may grow to. Raised to the length of the file.</param>
    /// <param name="seat">Seat of the writer, if it is one of several; -1 otherwise.</param>
    /// <param name="ownsLocks">False where the handle is a copy of somebody's: locks belong to the open file, and releasing them would release those of all copies.</param>
    public LinuxFileRegion(SafeFileHandle file, string path, RegionAccess access, long maximum, int seat = LinuxWriterSeats.None, bool ownsLocks = true)
        : base(access, path)
    {
        _ownsLocks = ownsLocks;
        _marks = new LinuxMarkStorage(this);
        Seats = new LinuxWriterSeats(file, path, seat);
        FileStatus status = RegionFile.GetStatus(file, path);
        if (DeclaredSize.Of(file) is { } declared)
        {
            maximum = Math.Min(maximum, declared);
            if (access is RegionAccess.Read or RegionAccess.Contribute)
                _longest = declared;
        }

        long length = Math.Min(status.Size, _longest);
        _file = file;
        _current = Map(length, maximum);

        // Enough to see whether it is a store. What is none is not to cost the memory of all its holes.
        FileHoles.FindForReading(file, status, path, _current.Start, Math.Min(length, HeaderLayout.Length));
        Publish(_current.Start, length);
    }

    /// <inheritdoc/>
    public override long Maximum => Volatile.Read(ref _current).Length;

    /// <inheritdoc/>
    public override IWriterSeats Seats { get; }

    /// <inheritdoc/>
    public override long Refresh()
    {
        // Nobody but the writer grows the file, if there is only one.
        if (Access == RegionAccess.Write && Seats.Own < 0)
            return Committed;
        lock (_mapping)
        {
            if (IsDisposed)
                return Committed;
            long mapped = Committed;
            long length = Math.Min(RegionFile.GetStatus(_file, Name).Size, _longest);
            if (length < mapped)
                throw RegionErrors.Shrunk(Name, mapped, length);
            if (length > _current.Length)
            {
                AddressRange longer = Map(length, 2 * length);
                _retained.Add(_current);
                _current = longer;
            }
            else
            {
                Commit(_current, mapped, length);
            }

            Publish(_current.Start, length);
            return length;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        ThrowIfDisposed();
        RandomAccess.FlushToDisk(_file);

        // The file is of no use without its name. One that is being made has none yet.
        if (File.Exists(Path))
            RegionFile.FlushFolder(Name);
    }

    /// <inheritdoc/>
    public override UseMarks? TryAddMarks(long from, long length, out long offset) => MarkFile.TryAdd(_marks, Path!, from, length, out offset);

    /// <inheritdoc/>
    public override UseMarks? TryOpenMarks(long offset, long length) => MarkFile.TryOpen(_marks, Path!, offset, length);

    /// <inheritdoc/>
    public override bool TryShare(long offset)
    {
        _shares = true;
        return RegionFile.TryLock(_file, LibC.ReadLock, offset, 1, Name);
    }

    /// <inheritdoc/>
    public override bool TryReserve(long offset, long length) => RegionFile.TryLock(_file, LibC.WriteLock, offset, length, Name);

    /// <inheritdoc/>
    public override void ReleaseClaims()
    {
        // Otherwise the kernel releases them with the last copy.
        if (_ownsLocks)
            RegionFile.TryLock(_file, LibC.NoLock, ClaimLayout.FirstLock, long.MaxValue - ClaimLayout.FirstLock, Name);
    }

    /// <inheritdoc/>
    protected override long Length
    {
        get
        {
            lock (_mapping)
            {
                ThrowIfDisposed();
                return RegionFile.GetStatus(_file, Name).Size;
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsAt(string path)
    {
        lock (_mapping)
        {
            ThrowIfDisposed();
            return RegionFile.IsAt(_file, path);
        }
    }

    /// <inheritdoc/>
    protected override bool LooksReplaced() => !IsAt(Name);

    /// <inheritdoc/>
    protected override bool LooksWritten()
    {
        lock (_mapping)
        {
            ThrowIfDisposed();
            return RegionFile.IsWrittenByOther(_file);
        }
    }

    /// <inheritdoc/>
    public override bool IsAbandoned
    {
        get
        {
            lock (_mapping)
            {
                // In this order: whoever gets the lock of a file that is not at its path gives it back.
                return !IsDisposed && Access != RegionAccess.Write && (HasOneWriterOnly || !RegionFile.IsAt(_file, Name)) && !RegionFile.IsWrittenByOther(_file);
            }
        }
    }

    /// <summary>Maps the page that holds a counter, read-only. Independent of this region's life: whoever sleeps on the counter is to be woken though the region was disposed.</summary>
    /// <param name="offset">Offset of the counter.</param>
    /// <param name="counter">Its address in the new mapping.</param>
    public AddressRange MapCounter(long offset, out ulong* counter)
    {
        long page = Pages.RoundDown(offset);
        AddressRange range = AddressRange.TryMap(_file, page, Pages.Size, writable: false, out int error)
            ?? throw LinuxErrors.FromMapping(error, Name, Pages.Size);
        counter = (ulong*)(range.Start + (offset - page));
        return range;
    }

    /// <summary>
    /// Has zeros take the place of a range when the region is disposed, if it is still used then: what is mapped of a file keeps the memory of all of it, though it was deleted, until the collector has found that nobody reaches
    /// the range. Nobody sleeps on a word of it, who could not be woken any more. Thread-safe.
    /// </summary>
    /// <param name="range">Of this file or one beside it; its user keeps it.</param>
    /// <exception cref="ObjectDisposedException">The region is disposed already.</exception>
    public void Lend(AddressRange range)
    {
        lock (_mapping)
        {
            if (!IsDisposed)
            {
                _lent.Add(range);
                return;
            }
        }

        _ = range.TryRetire();
        throw Disposed();
    }

    /// <inheritdoc/>
    protected override void Extend(long committed)
    {
        long present = Committed;
        bool wasLonger = FileSpace.Extend(_file, Name, committed) > present;

        // By a writer that died, or by somebody who has given it no space, as who has a handle of sealed memory can.
        if (wasLonger)
            FileHoles.Fill(_file, Name, present, committed);
        lock (_mapping)
        {
            ThrowIfDisposed();
            Commit(_current, present, committed);
        }

        LargePages.Collapse(_current.Start, present, committed);

        // Among several writers other threads may be looking how long the file is: the longest counts.
        lock (_mapping)
            Publish(_current.Start, Math.Max(Committed, committed));
    }

    /// <inheritdoc/>
    protected override void Fill(long length)
    {
        if (Access == RegionAccess.Write)
            FileHoles.Fill(_file, Name, 0, length);
        else
            FileHoles.FindForReading(_file, RegionFile.GetStatus(_file, Name), Name, _current.Start, length);
    }

    /// <inheritdoc/>
    protected override byte* MapWritable(long offset, long length)
    {
        lock (_mapping)
        {
            ThrowIfDisposed();
            FileHoles.Fill(_file, Name, offset, offset + length);
            AddressRange window = AddressRange.TryMap(_file, offset, length, writable: true, out int error)
                ?? throw LinuxErrors.FromMapping(error, Name, length);
            _retained.Add(window);
            return window.Start;
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        lock (_mapping)
        {
            // Mappings before the file: once the lock is free, no thread of this process can write to it any more.
            _current.Retire();
            foreach (AddressRange range in _retained)
                range.Retire();
            _lent.Retire();
            if (Access == RegionAccess.Write)
                RegionFile.Unlock(_file);
            else if (_shares)
                ReleaseClaims();
            _file.Dispose();
        }
    }

    private AddressRange Map(long length, long maximum)
    {
        bool writable = Access == RegionAccess.Write;
        long needed = Pages.RoundUp(length);
        long wanted = Math.Max(needed, Pages.RoundUp(maximum));
        AddressRange range = (writable ? AddressRange.TryReserve(_file, wanted, out int error) : AddressRange.TryMapToRead(_file, wanted, needed, out error))
            ?? throw LinuxErrors.FromMapping(error, Name, writable ? wanted : needed);

        // Who still reaches a writer's memory, in a finalizer, writes to it, and nobody else gets the lock meanwhile.
        range.KeepOpen(_file);
        Commit(range, 0, length);
        return range;
    }

    // What the file has got more can be touched by a writer too. By whom it has got it is all the same, so that may be told twice.
    private void Commit(AddressRange range, long from, long to)
    {
        if (Access != RegionAccess.Write || to <= from)
            return;
        long start = Pages.RoundDown(from);
        int error = range.Commit(start, Pages.RoundUp(to) - start);
        if (error != 0)
            throw LinuxErrors.FromMapping(error, Name, to);
    }
}
