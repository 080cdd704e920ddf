namespace ShmStore.Store.Attaching;

/// <summary>Where a store lies that is named by a user.</summary>
internal static class StorePath
{
    private const string SharedMemoryFolder = "/dev/shm";

    /// <summary>
    /// A bare name goes to shared memory (<c>/dev/shm</c> where it exists, else the temporary folder); anything with a directory in it is a path as it stands.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="parameter">What the user calls it.</param>
    /// <exception cref="ArgumentException">Empty, or with a NUL.</exception>
    public static string Resolve(string path, string parameter = "path")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, parameter);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path of a store contains a NUL character.", parameter);
        }

        return Path.GetFileName(path) == path
            ? Path.Combine(Directory.Exists(SharedMemoryFolder) ? SharedMemoryFolder : Path.GetTempPath(), path)
            : Path.GetFullPath(path);
    }
}
