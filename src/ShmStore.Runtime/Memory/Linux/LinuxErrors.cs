using System.Runtime.InteropServices;

namespace ShmStore.Memory.Linux;

/// <summary>Turns error numbers into exceptions that name the file and what was tried.</summary>
internal static class LinuxErrors
{
    /// <summary>The system's words for an error number.</summary>
    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <summary>True if the error says that the file system, the memory behind one, a quota or a limit leaves no room.</summary>
    public static bool IsFull(int error)
        => error is Errno.NoSpace or Errno.QuotaExceeded or Errno.FileTooLarge or Errno.OutOfMemory;

    /// <summary>The exception for a failed call on a path.</summary>
    /// <param name="error">The error number.</param>
    /// <param name="action">What was tried, such as "open".</param>
    /// <param name="path">On what.</param>
    public static Exception From(int error, string action, string path) => error switch
    {
        Errno.NotFound or Errno.NotADirectory => RegionErrors.NotFound(path),
        Errno.AccessDenied or Errno.NotPermitted or Errno.ReadOnlyFileSystem => RegionErrors.Denied(path, action, Describe(error)),
        Errno.NameTooLong => new PathTooLongException($"Cannot {action} '{path}': {Describe(error)}."),
        _ => new IOException($"Cannot {action} '{path}': {Describe(error)} (error {error})."),
    };

    /// <summary>The exception for a failed attempt to create a file.</summary>
    public static Exception FromCreation(int error, string path) => error switch
    {
        Errno.Exists => new RegionExistsException(path),
        Errno.NotFound or Errno.NotADirectory => RegionErrors.NoFolder(path),
        _ when IsFull(error) => RegionErrors.NoRoomToCreate(path, Describe(error)),
        _ => From(error, "create", path),
    };

    /// <summary>The exception for memory that could not be mapped.</summary>
    /// <param name="error">The error number.</param>
    /// <param name="name">What was to be mapped.</param>
    /// <param name="wanted">Bytes of it.</param>
    public static Exception FromMapping(int error, string name, long wanted) => error == Errno.OutOfMemory
        ? RegionErrors.NoRoom(name, wanted, $"{wanted} bytes of address space are not to be had ({Describe(error)}); a smaller maximum needs less")
        : From(error, $"map {wanted} bytes of", name);
}
