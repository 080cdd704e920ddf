using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;

namespace ShmStore.Memory.Linux;

/// <summary>Opens, inspects and locks region files. All members are thread-safe.</summary>
internal static unsafe class RegionFile
{
    /// <summary>Opens a file that must be a regular one, without ever blocking on a pipe.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="writable">Open for writing as well.</param>
    /// <exception cref="StoreFormatException">Not a regular file, or an empty one.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    public static SafeFileHandle Open(string path, bool writable)
    {
        string action = writable ? "open for writing" : "open for reading";

        // Looked at before it is opened, because opening a device can have effects; and again afterwards, because a name can change hands.
        int error = TryGetStatus(path, 0, out FileStatus status);
        if (error != 0)
            throw LinuxErrors.From(error, action, path);
        RefuseOtherThanFile(path, status);

        error = TryOpen(path, writable, 0, out SafeFileHandle? file);
        if (file is null)
            throw LinuxErrors.From(error, action, path);
        try
        {
            status = GetStatus(file, path);
            RefuseOtherThanFile(path, status);
            return status.Size > 0 ? file : throw RegionErrors.NotAFile(path, "an empty file");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing file without looking at it. Returns an error number, or zero.</summary>
    public static int TryOpen(string path, bool writable, int flags, out SafeFileHandle? file)
    {
        flags |= (writable ? LibC.ReadWrite : LibC.ReadOnly) | LibC.CloseOnExec | LibC.NonBlocking | LibC.NoControllingTerminal;
        int descriptor = LibC.Open(path, flags, 0);
        int error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        file = descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        return error;
    }

    /// <summary>What the kernel knows of an open file.</summary>
    public static FileStatus GetStatus(SafeFileHandle file, string path)
    {
        bool referenced = false;
        try
        {
            file.DangerousAddRef(ref referenced);
            FileStatus status;
            return LibC.Status((int)file.DangerousGetHandle(), "", LibC.EmptyPath, LibC.BasicStatus, &status) == 0
                ? status
                : throw LinuxErrors.From(Marshal.GetLastPInvokeError(), "inspect", path);
        }
        finally
        {
            if (referenced)
                file.DangerousRelease();
        }
    }

    /// <summary>What the kernel knows of a path. Returns an error number, or zero.</summary>
    public static int TryGetStatus(string path, int flags, out FileStatus status)
    {
        fixed (FileStatus* target = &status)
            return LibC.Status(LibC.CurrentFolder, path, flags, LibC.BasicStatus, target) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>True if a path names an open file, and not another one or nothing.</summary>
    public static bool IsAt(SafeFileHandle file, string path) =>
        TryGetStatus(path, 0, out FileStatus named) == 0 && GetStatus(file, path).IsSameFile(named);

    /// <summary>True if both are the same file; false if one was closed.</summary>
    public static bool AreSame(SafeFileHandle file, SafeFileHandle other)
    {
        try
        {
            return GetStatus(file, "").IsSameFile(GetStatus(other, ""));
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>True if the status is that of a regular file.</summary>
    public static bool IsRegular(in FileStatus status) => (status.Mode & LibC.TypeMask) == LibC.TypeRegular;

    /// <summary>
    /// Takes the exclusive writer lock, which covers all seats. It belongs to this open file, so it also excludes other attachments of this process, and the kernel releases it when the
    /// file is closed or the process dies.
    /// </summary>
    /// <exception cref="RegionLockedException">Another writer holds it.</exception>
    /// <exception cref="IOException">The file system knows no locks.</exception>
    public static void Lock(SafeFileHandle file, string path)
    {
        if (!TryLock(file, LibC.WriteLock, 0, ClaimLayout.FirstLock, path))
            throw new RegionLockedException(path);
    }

    /// <summary>
    /// Releases all locks of this open file. Closing it is not enough: a process that another thread is just starting holds a copy of every open file until it executes its
    /// program.
    /// </summary>
    public static void Unlock(SafeFileHandle file)
    {
        var whole = new FileLock { Type = LibC.NoLock };
        _ = LibC.Control(file, LibC.SetOpenFileLock, &whole);
    }

    /// <summary>Locks one byte, which may lie beyond the end of the file; false if another open file has a lock on it.</summary>
    /// <exception cref="IOException">The file system knows no locks.</exception>
    public static bool TryLockByte(SafeFileHandle file, long offset, string path) => TryLock(file, LibC.WriteLock, offset, 1, path);

    /// <summary>Sets a lock of some bytes, or with <see cref="LibC.NoLock"/> releases it; false if a lock of another open file is in the way.</summary>
    /// <exception cref="IOException">The file system knows no locks.</exception>
    public static bool TryLock(SafeFileHandle file, short type, long offset, long length, string path)
    {
        // No bytes would mean all that follow.
        if (length == 0)
            return true;
        var wanted = new FileLock { Type = type, Start = offset, Length = length };
        if (LibC.Control(file, LibC.SetOpenFileLock, &wanted) == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error is Errno.TryAgain or Errno.AccessDenied ? false : throw LinuxErrors.From(error, "lock", path);
    }

    /// <summary>Whether another open file has a lock on a byte, or that cannot be told.</summary>
    public static bool IsLockedByOther(SafeFileHandle file, long offset) => IsLockedByOther(file, offset, 1);

    /// <summary>Whether another open file has the exclusive writer lock or a seat, or that cannot be told.</summary>
    public static bool IsWrittenByOther(SafeFileHandle file) => IsLockedByOther(file, 0, ClaimLayout.FirstLock);

    /// <summary>Whether another open file has a lock on any of some bytes, or that cannot be told.</summary>
    public static bool IsLockedByOther(SafeFileHandle file, long offset, long length)
    {
        var wanted = new FileLock { Type = LibC.WriteLock, Start = offset, Length = length };
        return LibC.Control(file, LibC.GetOpenFileLock, &wanted) != 0 || wanted.Type != LibC.NoLock;
    }

    /// <summary>Gives a file the owner, group and mode of another.</summary>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    public static void CopyPermissions(string from, string to)
    {
        int error = TryGetStatus(from, 0, out FileStatus wanted);
        if (error != 0)
            throw LinuxErrors.From(error, "inspect", from);
        using SafeFileHandle file = Open(to, writable: true);
        FileStatus present = GetStatus(file, to);
        if ((present.Owner != wanted.Owner || present.Group != wanted.Group) && LibC.ChangeOwner(file, wanted.Owner, wanted.Group) != 0)
            throw LinuxErrors.From(Marshal.GetLastPInvokeError(), $"give user {wanted.Owner} and group {wanted.Group}", to);

        // Afterwards, as giving a file away may take bits of its mode.
        if (LibC.ChangeMode(file, wanted.Mode & LibC.ModeMask) != 0)
            throw LinuxErrors.From(Marshal.GetLastPInvokeError(), "change the mode of", to);
    }

    /// <summary>Waits until the disk has what the folder of a file says.</summary>
    /// <exception cref="IOException">The disk reported an error.</exception>
    public static void FlushFolder(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        int error = TryOpen(folder, writable: false, 0, out SafeFileHandle? handle);
        using (handle)
        {
            if (handle is not null)
                error = LibC.Flush(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();

            // A folder that may be written but not read cannot be opened; some file systems do not flush folders.
            if (error is not (0 or Errno.AccessDenied or Errno.InvalidArgument or Errno.NotSupported))
                throw LinuxErrors.From(error, "flush the folder of", path);
        }
    }

    private static void RefuseOtherThanFile(string path, in FileStatus status)
    {
        if (!IsRegular(status))
            throw RegionErrors.NotAFile(path, Kind(status));
    }

    private static string Kind(in FileStatus status) => (status.Mode & LibC.TypeMask) switch
    {
        LibC.TypeDirectory => "a directory",
        LibC.TypePipe => "a named pipe",
        LibC.TypeCharacterDevice => "a character device",
        LibC.TypeBlockDevice => "a block device",
        LibC.TypeSocket => "a socket",
        int type => $"of file type 0x{type:x}",
    };
}
