using ShmStore.Memory.Linux;

namespace ShmStore.Memory;

/// <summary>Finds the file a path means.</summary>
internal static class RegionPath
{
    /// <summary>
    /// The absolute path of the file itself, if <paramref name="path"/> is a symbolic link to it: the files beside a region are named after it, and all
    /// who attach must find the same ones.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is nothing at the path, or a link to nothing.</exception>
    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && !SealedMemory.IsLinkTarget(target.FullName) ? target.FullName : path;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RegionErrors.NotFound(path);
        }
    }
}
