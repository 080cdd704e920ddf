using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>The file system that an open file is in. The name of the file does not tell it: a single file can be mounted anywhere. All members are thread-safe.</summary>
internal static unsafe class FileSystem
{
    /// <summary>What the kernel knows of it; null if it does not tell.</summary>
    public static FileSystemStatus? TryGetStatus(SafeFileHandle file)
    {
        FileSystemStatus status;
        return LibC.StatusOfFileSystem(file, &status) == 0 ? status : null;
    }

    /// <summary>
    /// Has an empty file keep the places of its pages on btrfs, which otherwise finds new space for each page that is written again, and none when it is full. Such a page has no checksum of the file system, and is
    /// not compressed. Does nothing elsewhere, or where it is refused.
    /// </summary>
    public static void WriteInPlace(SafeFileHandle file)
    {
        if (TryGetStatus(file) is not { Kind: LibC.Btrfs or LibC.Overlay })
            return;
        int flags = 0;
        if (LibC.ControlDevice(file, LibC.GetFileFlags, &flags) != 0)
            return;
        flags |= LibC.InPlace;
        _ = LibC.ControlDevice(file, LibC.SetFileFlags, &flags);
    }
}
