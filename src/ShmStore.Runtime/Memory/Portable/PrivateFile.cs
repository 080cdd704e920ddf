using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Portable;

/// <summary>Opens files for this user only.</summary>
internal static class PrivateFile
{
    /// <summary>0600.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Options to open a file, unbuffered; one that is created gets mode 0600 where there are modes.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>Opens an existing file, which must be a regular one and not empty, shared with all others.</summary>
    /// <param name="path">Absolute path, not of a symbolic link.</param>
    /// <param name="access">How to open it.</param>
    /// <exception cref="StoreFormatException">Not a regular file, or an empty one.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    public static FileStream OpenExisting(string path, FileAccess access)
    {
        RefuseOtherThanFile(path);
        try
        {
            return new FileStream(path, Options(FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RegionErrors.NotFound(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw RegionErrors.Denied(path, access == FileAccess.Read ? "open for reading" : "open for writing", exception.Message, exception);
        }
    }

    /// <summary>Refuses what must not be opened: opening a pipe would block until somebody writes to it.</summary>
    /// <exception cref="StoreFormatException">Not a regular file, or an empty one.</exception>
    public static void RefuseOtherThanFile(string path)
    {
        if (Directory.Exists(path))
            throw RegionErrors.NotAFile(path, "a directory");

        // Pipes and devices have length zero.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            throw RegionErrors.NotAFile(path, "an empty file, a pipe or a device");
    }

    /// <summary>Appends zeros, backed by real space, up to a length.</summary>
    /// <exception cref="IOException">The disk is full, or has no files of that length; the file may be longer than before.</exception>
    public static void Extend(SafeFileHandle file, long length)
    {
        byte[] zeros = new byte[64 << 10];
        for (long offset = RandomAccess.GetLength(file); offset < length;)
        {
            int count = (int)Math.Min(zeros.Length, length - offset);
            Write(file, zeros.AsSpan(0, count), offset);
            offset += count;
        }
    }

    /// <summary>Why the framework refuses, without the name behind it, which is that of a file that has another one as soon as it is complete, or none.</summary>
    public static string ReasonOf(Exception refused)
    {
        string message = refused.Message;
        int name = message.LastIndexOf(" : '", StringComparison.Ordinal);
        return name > 0 && message.EndsWith('\'') ? message[..name] : message;
    }

    private static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What the framework makes of "file too large".
            throw new IOException(exception.Message, exception);
        }
    }
}
