using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>
/// A range of address space, given back when nobody can reach the object any more and never earlier (<see cref="MappingEnd"/>): as long as anything references it, touching the range cannot
/// crash. Not thread-safe.
/// </summary>
internal sealed unsafe class AddressRange
{
    private const int ZeroPages = LibC.MapPrivate | LibC.MapAnonymous | LibC.MapNoReserve;

    private readonly End _end;
    private readonly bool _canBeWritten;

    private AddressRange(nint start, long length, bool canBeWritten)
    {
        Start = (byte*)start;
        Length = length;
        _canBeWritten = canBeWritten;
        _end = new End(this, start, length);
    }

    /// <summary>First address.</summary>
    public byte* Start { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>
    /// Maps a page-aligned part of a file, shared with everybody. It may reach past the end of the file: those bytes become usable when the file
    /// grows, and must not be touched before. Returns null and an error number if there is not that much address space.
    /// </summary>
    public static AddressRange? TryMap(SafeFileHandle file, long offset, long length, bool writable, out int error)
        => TryMapFile(file, writable ? LibC.ProtectReadWrite : LibC.ProtectRead, offset, length, length, out error);

    /// <summary>
    /// Maps a file from its beginning, to be read: as much as is wanted, or what is needed if there is not that much address space. See <see cref="TryMap(SafeFileHandle, long, long, bool, out int)"/>.
    /// </summary>
    public static AddressRange? TryMapToRead(SafeFileHandle file, long wanted, long needed, out int error) => TryMapFile(file, LibC.ProtectRead, 0, wanted, needed, out error);

    /// <summary>
    /// Maps a file from its beginning, shared with everybody, to be written once <see cref="Commit"/> has made it usable, and not to be touched before. What crash dumps look at, page by page, is what can be written: of what
    /// a file may grow to that would take them minutes, while the writer's lock is held.
    /// </summary>
    public static AddressRange? TryReserve(SafeFileHandle file, long length, out int error) => TryMapFile(file, LibC.ProtectNone, 0, length, length, out error);

    /// <summary>Reserves address space without memory behind it. Returns null and an error number if there is not that much.</summary>
    public static AddressRange? TryReserve(long length, out int error)
        => TryMap(LibC.ProtectNone, LibC.MapPrivate | LibC.MapAnonymous | LibC.MapNoReserve, -1, 0, length, length, out error);

    /// <summary>Makes a page-aligned part of a reserved range usable: zero-filled, or what the file has there. Again does nothing. Returns an error number, or zero.</summary>
    public int Commit(long offset, long length)
        => LibC.Protect(Start + offset, (nuint)length, LibC.ProtectReadWrite) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Keeps a file open, and with it its locks, until the range was given back, unless it is closed on purpose before.</summary>
    public void KeepOpen(SafeFileHandle file) => _end.KeepOpen(file);

    /// <summary>
    /// Replaces what is mapped by zero pages, in one step: whoever is reading meanwhile sees the old bytes or zeros. Of a range that can be written, whoever is writing meanwhile writes into the void, unless
    /// the system has no memory for that: then it cannot be written any more.
    /// </summary>
    public void Retire()
    {
        if (!TryRetire())
            _ = TryReplace(LibC.ProtectRead);
        GC.KeepAlive(this);
    }

    /// <summary>As <see cref="Retire"/>, but leaves the range as it is, and returns false, where it could not be written any more.</summary>
    public bool TryRetire()
    {
        bool isRetired = _canBeWritten ? CanBeWritable() && TryReplace(LibC.ProtectReadWrite) : TryReplace(LibC.ProtectRead);
        GC.KeepAlive(this);
        return isRetired;
    }

    // Strict accounting may refuse private writable pages, and older kernels have unmapped the range by then: so it is asked elsewhere first. Read-only ones are never counted.
    private bool CanBeWritable()
    {
        if (!MemoryAccounting.MayBeStrict)
            return true;
        nint probe = LibC.Map(null, (nuint)Length, LibC.ProtectReadWrite, ZeroPages, -1, 0);
        if (probe != -1)
            _ = LibC.Unmap((void*)probe, (nuint)Length);
        return probe != -1;
    }

    private static AddressRange? TryMapFile(SafeFileHandle file, int protection, long offset, long wanted, long needed, out int error)
    {
        bool referenced = false;
        try
        {
            file.DangerousAddRef(ref referenced);
            return TryMap(protection, LibC.MapShared, (int)file.DangerousGetHandle(), offset, wanted, needed, out error);
        }
        finally
        {
            if (referenced)
                file.DangerousRelease();
        }
    }

    private static AddressRange? TryMap(int protection, int flags, int file, long offset, long wanted, long needed, out int error)
    {
        AddressRange? range = TryMapEither(protection, flags, file, offset, wanted, needed, out error);
        if (error != Errno.OutOfMemory)
            return range;

        // Ranges of regions that were closed go back when the collector has found that nobody reaches them, and nothing tells it that address space is scarce. Only for what is needed: where others use it all, it is sent in vain.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TryMapEither(protection, flags, file, offset, wanted, needed, out error);
    }

    private static AddressRange? TryMapEither(int protection, int flags, int file, long offset, long wanted, long needed, out int error)
    {
        AddressRange? range = TryMapOnce(protection, flags, file, offset, wanted, out error);
        return range is null && needed < wanted ? TryMapOnce(protection, flags, file, offset, needed, out error) : range;
    }

    private static AddressRange? TryMapOnce(int protection, int flags, int file, long offset, long length, out int error)
    {
        if (LargePages.Fit(length) && TryMapAligned(protection, flags, file, offset, length) is { } aligned)
        {
            error = 0;
            return aligned;
        }

        nint start = LibC.Map(null, (nuint)length, protection, flags, file, offset);
        error = start == -1 ? Marshal.GetLastPInvokeError() : 0;
        return start == -1 ? null : new AddressRange(start, length, protection != LibC.ProtectRead);
    }

    // At an address where large pages can begin: the system chooses one only for what it gives large pages by itself. Without so much address space, anywhere.
    private static AddressRange? TryMapAligned(int protection, int flags, int file, long offset, long length)
    {
        nint reserved = LibC.Map(null, (nuint)(length + Pages.LargeSize), LibC.ProtectNone, LibC.MapPrivate | LibC.MapAnonymous | LibC.MapNoReserve, -1, 0);
        if (reserved == -1)
            return null;
        nint start = (nint)((reserved + Pages.LargeSize - 1) & -Pages.LargeSize);
        nint end = start + (nint)length;
        bool isMapped = LibC.Map((void*)start, (nuint)length, protection, flags | LibC.MapFixed, file, offset) != -1;
        Unmap(reserved, isMapped ? start : end);
        Unmap(end, reserved + (nint)(length + Pages.LargeSize));
        return isMapped ? new AddressRange(start, length, protection != LibC.ProtectRead) : null;
    }

    private static void Unmap(nint start, nint end)
    {
        if (start < end)
            _ = LibC.Unmap((void*)start, (nuint)(end - start));
    }

    private bool TryReplace(int protection) => LibC.Map(Start, (nuint)Length, protection, ZeroPages | LibC.MapFixed, -1, 0) != -1;

    private sealed class End(AddressRange range, nint start, long length) : MappingEnd(range)
    {
        protected override void Unmap() => _ = LibC.Unmap((void*)start, (nuint)length);
    }
}
