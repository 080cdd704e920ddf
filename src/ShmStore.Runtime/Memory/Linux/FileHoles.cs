using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>
/// The parts of a file that have no space of their own: holes, such as a copy can have that left pages of zeros out, and what shares its space with a copy. A page of them that is mapped gets its space when it is touched, or
/// written, and when there is none then, the process is killed. So whoever attaches has that space found before.
/// </summary>
internal static unsafe class FileHoles
{
    /// <summary>Gives real space of its own to a part of a file that this process may write. Does nothing where holes, or what is shared, cannot be told.</summary>
    /// <exception cref="StoreFullException">No room for it.</exception>
    public static void Fill(SafeFileHandle file, string name, long from, long to)
    {
        // Not by counting blocks: a file may have some behind its end, or for what describes it.
        long hole = LibC.Seek(file, from, LibC.SeekHole);
        if (hole >= 0 && hole < to)
            FillHoles(file, name, hole, to);
        if (FileSystem.TryGetStatus(file) is { Kind: not (LibC.MemoryFileSystem or LibC.Btrfs) })
            Unshare(file, name, from, to);
    }

    /// <summary>
    /// Has the system find space for the first bytes of a mapping through which nothing is written. A file in memory needs it for reading too; others read their holes as zeros.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="status">What is known of it. One without holes has as many blocks as bytes, or more: those that are not seen by that are as rare as files whose holes a reader comes upon.</param>
    /// <param name="name">Its path.</param>
    /// <param name="start">Where it is mapped.</param>
    /// <param name="length">How many bytes.</param>
    /// <exception cref="StoreFullException">No room.</exception>
    public static void FindForReading(SafeFileHandle file, in FileStatus status, string name, byte* start, long length)
    {
        // Where memory has no limit of its own, there is none that reading could come upon.
        long missing = Math.Min(status.Size - (status.Blocks * 512), Pages.RoundUp(length));
        if (missing <= 0 || FileSystem.TryGetStatus(file) is not { Kind: LibC.MemoryFileSystem, Blocks: > 0 } memory)
            return;

        // What is found stays in the file, so not before there is enough. Unlike touching, finding fails; older kernels do not know it.
        int error = memory.AvailableBytes < missing ? Errno.NoSpace
            : LibC.Advise(start, (nuint)Pages.RoundUp(length), LibC.AdvisePopulateRead) == 0 ? 0
            : Marshal.GetLastPInvokeError();
        if (error is not (0 or Errno.InvalidArgument))
            throw RegionErrors.Sparse(name, missing, LinuxErrors.Describe(error == Errno.BadAddress ? Errno.NoSpace : error));
    }

    private static void FillHoles(SafeFileHandle file, string name, long from, long to)
    {
        int error = FileSpace.Allocate(file, from, to);

        // XFS asks for as much room as if all of the range were to be found, and space that was never written looks like a hole.
        if (LinuxErrors.IsFull(error) && FileExtents.TryRead(file, from, to) is { } extents)
            error = FillBetween(file, extents, from, to);
        if (error is not (0 or Errno.NotSupported))
            throw LinuxErrors.IsFull(error) ? RegionErrors.Sparse(name, to - from, LinuxErrors.Describe(error)) : LinuxErrors.From(error, "fill the holes", name);
    }

    // Returns an error number, or zero.
    private static int FillBetween(SafeFileHandle file, List<FileExtent> extents, long from, long to)
    {
        int error = 0;
        foreach (FileExtent extent in extents)
        {
            if (error == 0)
                error = FileSpace.Allocate(file, from, extent.From);
            from = extent.To;
        }

        return error == 0 ? FileSpace.Allocate(file, from, to) : error;
    }

    // Asks first: even where nothing is shared, the file system would be busy with the whole file.
    private static void Unshare(SafeFileHandle file, string name, long from, long to)
    {
        if (FileExtents.TryRead(file, from, to) is not { } extents)
            return;
        foreach (FileExtent shared in extents.Where(static extent => extent.IsShared))
        {
            int error = Unshare(file, shared);
            if (error is Errno.NotSupported or Errno.InvalidArgument)
                return;
            if (error != 0)
                throw LinuxErrors.IsFull(error) ? RegionErrors.Shared(name, shared.To - shared.From, LinuxErrors.Describe(error)) : LinuxErrors.From(error, "give space of its own to", name);
        }
    }

    // Returns an error number, or zero.
    private static int Unshare(SafeFileHandle file, FileExtent shared)
    {
        while (true)
        {
            int error = FileSpace.Allocate(file, shared.From, shared.To, unshare: true);
            if (!LinuxErrors.IsFull(error))
                return error;

            // XFS asks for as much room once more when it has done all: what is left tells.
            List<FileExtent> left = FileExtents.TryRead(file, shared.From, shared.To) ?? [shared];
            int first = left.FindIndex(static extent => extent.IsShared);
            if (first < 0)
                return 0;
            if (left[first].From == shared.From)
                return error;
            shared = shared with { From = left[first].From };
        }
    }
}
