using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>The file of marks by system calls. Thread-safe.</summary>
/// <param name="region">The region beside which it is; what is mapped goes with it.</param>
internal sealed unsafe class LinuxMarkStorage(LinuxFileRegion region) : IMarkStorage
{
    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(string path, string regionPath, bool create)
    {
        int error = RegionFile.TryGetStatus(path, LibC.DoNotFollow, out FileStatus status);
        bool isAbandoned = error == 0 && RegionFile.IsRegular(status) && status.Size == 0;
        if (create && (isAbandoned || error == Errno.NotFound))
        {
            // An empty one is what a power failure leaves.
            if (isAbandoned)
                File.Delete(path);
            FileSpace.ThrowIfLimited(path, 0, MarkFile.Magic.Length);
            using NewFile file = CompanionFile.Start(path, regionPath, alwaysNamed: false);
            RandomAccess.Write(file.Handle, MarkFile.Magic, 0);
            file.Publish();
        }

        return CompanionFile.TryOpen(path, regionPath);
    }

    /// <inheritdoc/>
    public void Extend(SafeFileHandle file, string path, long length) => FileSpace.Extend(file, path, length);

    /// <inheritdoc/>
    public UseMarks Map(SafeFileHandle file, long offset, long length)
    {
        // A copy has holes where there are no marks, or shares its space.
        FileHoles.Fill(file, "a file of marks", offset, offset + UseMarks.BytesFor(length));
        AddressRange range = AddressRange.TryMap(file, offset, UseMarks.BytesFor(length), writable: true, out int error)
            ?? throw LinuxErrors.FromMapping(error, "a file of marks", UseMarks.BytesFor(length));
        region.Lend(range);
        return new UseMarks(range.Start, length, range);
    }
}
