using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>
/// The small file beside a region in which those who wait announce themselves; the only thing a reader writes. The writer creates it, for those who may write the region (<see cref="CompanionFile"/>).
/// </summary>
/// <remarks>Layout: magic at 0, the announced word (<see cref="FutexWaitChannel"/>) at 64, zeros up to 4096.</remarks>
internal static unsafe class WaitFile
{
    /// <summary>Appended to the path of the region.</summary>
    public const string Suffix = ".wait";

    /// <summary>Bytes of the file.</summary>
    public const int Length = 4096;

    private const int AnnouncedOffset = 64;

    /// <summary>What the file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "ShmWait1"u8;

    /// <summary>The word in a mapped wait file.</summary>
    public static ulong* Announced(AddressRange file) => (ulong*)(file.Start + AnnouncedOffset);

    /// <summary>
    /// Maps the wait file of a region. Returns null if there is none, or if what has its name is not one or is not permitted: then those who wait must poll. Such a file
    /// is left alone, it may be somebody's.
    /// </summary>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <param name="create">Create it if there is nothing; only for the holder of the writer lock.</param>
    /// <param name="alwaysNamed">See <see cref="NewFile.Start"/>.</param>
    public static AddressRange? TryMap(string regionPath, bool create, bool alwaysNamed)
    {
        string path = regionPath + Suffix;
        if (create && RegionFile.TryGetStatus(path, LibC.DoNotFollow, out _) == Errno.NotFound)
            TryCreate(path, regionPath, alwaysNamed);
        using SafeFileHandle? file = CompanionFile.TryOpen(path, regionPath);
        return file is not null && IsWaitFile(file) && HasSpace(file, path) ? AddressRange.TryMap(file, 0, Length, writable: true, out _) : null;
    }

    private static bool IsWaitFile(SafeFileHandle file)
    {
        if (RandomAccess.GetLength(file) < Length)
            return false;
        Span<byte> start = stackalloc byte[Magic.Length];
        return RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual(Magic);
    }

    // A copy can share it with another, and then needs more when it is written.
    private static bool HasSpace(SafeFileHandle file, string path)
    {
        try
        {
            FileHoles.Fill(file, path, 0, Length);
            return true;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return false;
        }
    }

    private static void TryCreate(string path, string regionPath, bool alwaysNamed)
    {
        try
        {
            FileSpace.ThrowIfLimited(path, 0, Length);
            using NewFile file = CompanionFile.Start(path, regionPath, alwaysNamed);
            byte[] content = new byte[Length];
            Magic.CopyTo(content);
            RandomAccess.Write(file.Handle, content, 0);

            // Before the name, which a power failure could leave to an empty file: that would look like somebody else's.
            RandomAccess.FlushToDisk(file.Handle);
            file.Publish();
        }
        catch (Exception exception) when (IsExpected(exception))
        {
        }
    }

    // A full disk, a limit, or a folder that cannot be written: waiting works without the file, by polling.
    private static bool IsExpected(Exception exception) => exception is IOException or UnauthorizedAccessException or StoreFullException;
}
