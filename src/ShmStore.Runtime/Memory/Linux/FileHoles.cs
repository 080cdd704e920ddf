using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>
/// The holes of a file, such as a copy can have that left pages of zeros out. A page of a hole that is mapped gets its space when it is touched, and when there is none then, the process is killed. So whoever attaches
/// has that space found before.
/// </summary>
internal static unsafe class FileHoles
{
    /// <summary>Gives real space to the holes in a part of a file that this process may write. Does nothing where holes cannot be told.</summary>
    /// <exception cref="StoreFullException">No room for it.</exception>
    public static void Fill(SafeFileHandle file, string name, long from, long to)
    {
        // Not by counting blocks: a file may have some behind its end, or for what describes it.
        long hole = LibC.Seek(file, from, LibC.SeekHole);
        if (hole < 0 || hole >= to)
            return;
        int error = FileSpace.Allocate(file, hole, to);
        if (error is 0 or Errno.NotSupported)
            return;
        throw LinuxErrors.IsFull(error) ? RegionErrors.Sparse(name, to - hole, LinuxErrors.Describe(error)) : LinuxErrors.From(error, "fill the holes", name);
    }

    /// <summary>
    /// Has the system find space for the first bytes of a mapping through which nothing is written. A file in memory needs it for reading too; others read their holes as zeros.
    /// </summary>
    /// <param name="status">What is known of the file. One without holes has as many blocks as bytes, or more: those that are not seen by that are as rare as files whose holes a reader comes upon.</param>
    /// <param name="name">Its path.</param>
    /// <param name="start">Where it is mapped.</param>
    /// <param name="length">How many bytes.</param>
    /// <exception cref="StoreFullException">No room.</exception>
    public static void FindForReading(in FileStatus status, string name, byte* start, long length)
    {
        long missing = Math.Min(status.Size - (status.Blocks * 512), Pages.RoundUp(length));
        if (missing <= 0 || FolderOf(name) is not { DriveFormat: "tmpfs" } memory)
            return;

        // What is found stays in the file, so not before there is enough. Unlike touching, finding fails; older kernels do not know it.
        int error = memory.AvailableFreeSpace < missing ? Errno.NoSpace
            : LibC.Advise(start, (nuint)Pages.RoundUp(length), LibC.AdvisePopulateRead) == 0 ? 0
            : Marshal.GetLastPInvokeError();
        if (error is not (0 or Errno.InvalidArgument))
            throw RegionErrors.Sparse(name, missing, LinuxErrors.Describe(error == Errno.BadAddress ? Errno.NoSpace : error));
    }

    private static DriveInfo? FolderOf(string name)
    {
        try
        {
            var folder = new DriveInfo(Path.GetDirectoryName(name) ?? name);
            return folder.IsReady ? folder : null;
        }
        catch (ArgumentException)
        {
            // Memory without a name.
            return null;
        }
    }
}
