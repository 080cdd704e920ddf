using System.Runtime.Versioning;

namespace ShmStore.Memory.Portable;

/// <summary>
/// The writer lock of a portable region: a file <c>path.lock</c> held open with no sharing, which the system releases when the process dies. The file itself stays;
/// removing it would let two writers in.
/// </summary>
internal static class WriterLock
{
    /// <summary>Appended to the path of the region.</summary>
    public const string Suffix = ".lock";

    /// <summary>Takes the lock; disposing the result releases it. Thread-safe.</summary>
    /// <exception cref="RegionLockedException">Another writer holds it.</exception>
    /// <exception cref="NotSupportedException">Locks have no effect here.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted to write to the folder.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static FileStream Take(string regionPath)
    {
        string path = regionPath + Suffix;
        FileStream held = TryOpen(path) ?? throw new RegionLockedException(regionPath);
        FileStream? second = TryOpen(path);
        if (second is null)
            return held;

        second.Dispose();
        held.Dispose();
        throw new NotSupportedException(
            $"Cannot write to '{regionPath}': file locks have no effect there, so a second writer could not be kept out. "
            + "Either the file system has none, or they are switched off (System.IO.DisableFileLocking).");
    }

    /// <summary>Lets those take the lock later who may write the region; if it is another user's, it stays as it is.</summary>
    /// <param name="held">What <see cref="Take"/> has returned.</param>
    /// <param name="mode">The mode of the region.</param>
    [UnsupportedOSPlatform("windows")]
    public static void LetIn(FileStream held, UnixFileMode mode)
    {
        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            File.SetUnixFileMode(
                held.SafeFileHandle,
                PrivateFile.OwnerOnly | (mode.HasFlag(group) ? group : UnixFileMode.None) | (mode.HasFlag(others) ? others : UnixFileMode.None));
        }
        catch (UnauthorizedAccessException)
        {
            // A lock that an earlier store of another user has left.
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            return null;
        }
    }

    private static bool IsSharingViolation(IOException exception)
    {
        const int windowsSharingViolation = unchecked((int)0x80070020);
        const int linuxWouldBlock = 11;
        const int bsdWouldBlock = 35;
        return exception.HResult == (OperatingSystem.IsWindows() ? windowsSharingViolation : OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? linuxWouldBlock : bsdWouldBlock);
    }
}
