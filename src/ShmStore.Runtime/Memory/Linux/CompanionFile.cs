using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>Makes and opens the small files beside a region, which readers map to write: they are as trustworthy as who may write them.</summary>
internal static class CompanionFile
{
    // To read and to write, in a mode.
    private const uint GroupBoth = 0x30;
    private const uint OthersBoth = 0x6;

    // fchown: as it is.
    private const uint SameOwner = uint.MaxValue;

    /// <summary>Starts one for those who may write the region: who may write a file may cut it short, which ends the processes that have it mapped, the writer's too.</summary>
    /// <param name="path">Absolute path it is to have.</param>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <param name="alwaysNamed">See <see cref="NewFile.Start"/>.</param>
    /// <inheritdoc cref="NewFile.Start"/>
    public static NewFile Start(string path, string regionPath, bool alwaysNamed)
    {
        NewFile file = NewFile.Start(path, alwaysNamed);
        try
        {
            if (RegionFile.TryGetStatus(regionPath, 0, out FileStatus region) == 0)
            {
                if ((region.Mode & GroupBoth) == GroupBoth && IsOfGroup(file, path, region.Group))
                    file.Mode |= GroupBoth;
                if ((region.Mode & OthersBoth) == OthersBoth)
                    file.Mode |= OthersBoth;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

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

    // Its maker may be of another group than the region.
    private static bool IsOfGroup(NewFile file, string path, uint group) =>
        NumberedIds.IsGroup(group) && (RegionFile.GetStatus(file.Handle, path).Group == group || LibC.ChangeOwner(file.Handle, SameOwner, group) == 0);

    // Whoever owns a file can cut it short at any time, and touching what is behind its end then ends the process. In a folder that all may write to, anybody can have made it before the store was there.
    private static bool IsTrusted(uint owner, string regionPath) =>
        NumberedIds.IsUser(owner)
        && (owner == LibC.Root || owner == LibC.EffectiveUser() || (RegionFile.TryGetStatus(regionPath, 0, out FileStatus region) == 0 && region.Owner == owner));
}
