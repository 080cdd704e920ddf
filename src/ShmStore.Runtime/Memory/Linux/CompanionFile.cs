using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>Opens the small files beside a region, which readers map to write: they are as trustworthy as who owns them.</summary>
internal static class CompanionFile
{
    /// <summary>Opens one for reading and writing, never through a link.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <returns>Null if there is none, if it is not permitted, or if it is no regular file of the region's owner, this user or root.</returns>
    public static SafeFileHandle? TryOpen(string path, string regionPath)
    {
        if (RegionFile.TryOpen(path, writable: true, LibC.NoSymbolicLink, out SafeFileHandle? file) != 0 || file is null)
            return null;
        FileStatus status = RegionFile.GetStatus(file, path);
        if (RegionFile.IsRegular(status) && IsTrusted(status.Owner, regionPath))
            return file;
        file.Dispose();
        return null;
    }

    // Whoever owns a file can cut it short at any time, and touching what is behind its end then ends the process. In a folder that all may write to, anybody can have made it before the store was there.
    private static bool IsTrusted(uint owner, string regionPath) =>
        owner == LibC.Root || owner == LibC.EffectiveUser() || (RegionFile.TryGetStatus(regionPath, 0, out FileStatus region) == 0 && region.Owner == owner);
}
