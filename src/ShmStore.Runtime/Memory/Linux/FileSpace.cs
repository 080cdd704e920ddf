using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>Gives region files real space: touching a mapped page without any kills the process when the file system is full.</summary>
internal static unsafe class FileSpace
{
    // tmpfs undoes and gives up an allocation when a signal arrives, and the runtime sends signals: a piece at a time makes progress.
    private const long Piece = 64L << 20;

    private static readonly byte[] Zeros = new byte[64 << 10];

    /// <summary>Extends a file that this process holds the writer lock of, with zeros, backed by real space. It never shrinks.</summary>
    /// <param name="file">The file, open for writing.</param>
    /// <param name="name">Its path, for messages.</param>
    /// <param name="length">The new length in bytes.</param>
    /// <returns>The length that it had.</returns>
    /// <exception cref="StoreFullException">No room; the file is as it was, except on a file system that cannot preallocate, where it may be longer.</exception>
    public static long Extend(SafeFileHandle file, string name, long length)
    {
        long present = RegionFile.GetStatus(file, name).Size;
        if (present >= length)
            return present;

        ThrowIfLimited(name, present, length);
        int error = Allocate(file, present, length);
        if (error == 0)
            error = LibC.SetLength(file, length) == 0 ? 0 : Marshal.GetLastPInvokeError();
        else if (error == Errno.NotSupported)
            error = WriteZeros(file, present, length);
        else if (RegionFile.GetStatus(file, name).Size == present)
            _ = LibC.SetLength(file, present); // Frees what was allocated past the end; the length stays.

        if (error != 0)
            throw Failure(error, file, name, present, length);
        return present;
    }

    /// <summary>Throws if this process may not write files as long as this. Whoever writes to a file asks first: exceeding the limit raises a signal that would end the process.</summary>
    /// <param name="name">The file's path, for messages.</param>
    /// <param name="present">Its length.</param>
    /// <param name="length">Where the last byte will end.</param>
    /// <exception cref="StoreFullException">It may not; nothing has changed.</exception>
    public static void ThrowIfLimited(string name, long present, long length)
    {
        ResourceLimit limit;
        if (LibC.GetLimit(LibC.FileSizeLimit, &limit) == 0 && (ulong)length > limit.Current)
            throw RegionErrors.Full(name, present, length, (long)limit.Current, $"this process may write files of {limit.Current} bytes at most (RLIMIT_FSIZE)");
    }

    /// <summary>Appends zeros by writing them, for file systems that cannot preallocate. Returns an error number, or zero.</summary>
    internal static int WriteZeros(SafeFileHandle file, long from, long to)
    {
        try
        {
            for (long offset = from; offset < to;)
            {
                int count = (int)Math.Min(Zeros.Length, to - offset);
                RandomAccess.Write(file, Zeros.AsSpan(0, count), offset);
                offset += count;
            }

            return 0;
        }
        catch (IOException exception)
        {
            return exception.HResult;
        }
        catch (ArgumentOutOfRangeException)
        {
            // What the framework makes of it.
            return Errno.FileTooLarge;
        }
    }

    /// <summary>Gives real space to a part of a file. Returns an error number, or zero.</summary>
    /// <param name="file">The file, open for writing.</param>
    /// <param name="from">First byte.</param>
    /// <param name="to">Behind the last one.</param>
    /// <param name="unshare">Of its own, where it has space that is shared with another file. Not supported by most file systems.</param>
    internal static int Allocate(SafeFileHandle file, long from, long to, bool unshare = false)
    {
        while (from < to)
        {
            long count = Math.Min(Piece, to - from);
            if (LibC.Allocate(file, unshare ? LibC.KeepSize | LibC.Unshare : LibC.KeepSize, from, count) == 0)
            {
                from += count;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Errno.Interrupted)
                return error == Errno.NotImplemented ? Errno.NotSupported : error;
        }

        return 0;
    }

    private static Exception Failure(int error, SafeFileHandle file, string name, long present, long length)
    {
        if (!LinuxErrors.IsFull(error))
            return LinuxErrors.From(error, $"extend to {length} bytes", name);
        string free = FileSystem.TryGetStatus(file) is { } status ? $" ({status.AvailableBytes} bytes free in its file system)" : "";
        return RegionErrors.Full(name, present, length, length, LinuxErrors.Describe(error) + free);
    }
}
