using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>Regions by Linux system calls, on x64 and arm64: growth in place, locks of the open file, futexes.</summary>
internal sealed unsafe class LinuxRegionProvider : IRegionProvider
{
    private const int OpenAttempts = 100;

    private readonly bool _alwaysNamed;

    /// <summary>Creates a provider.</summary>
    /// <param name="alwaysNamed">Make new files under a temporary name even where the file system has unnamed ones.</param>
    public LinuxRegionProvider(bool alwaysNamed = false) => _alwaysNamed = alwaysNamed;

    /// <inheritdoc/>
    public Region CreatePrivate(long committed, long maximum)
    {
        (committed, maximum) = Pages.CheckSizes(committed, maximum);
        return new LinuxPrivateRegion(committed, maximum);
    }

    /// <inheritdoc/>
    public Region Create(string path, long committed, long maximum, Action<Region> initialise, UnixFileMode? mode = null)
    {
        path = Path.GetFullPath(path);
        (committed, maximum) = Pages.CheckSizes(committed, maximum);
        NewFile file = NewFile.Start(path, _alwaysNamed);
        file.Mode = (uint?)mode ?? NewFile.OwnerOnly;
        LinuxFileRegion? region = null;
        try
        {
            RegionFile.Lock(file.Handle, path);
            FileSpace.Extend(file.Handle, path, committed);
            region = new LinuxFileRegion(file.Handle, path, RegionAccess.Write, maximum);
            initialise(region);
            file.Publish();
            return region;
        }
        catch
        {
            region?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Region Open(string path, RegionAccess access, long maximum)
    {
        path = RegionPath.Resolve(path);
        for (int attempt = 0; attempt < OpenAttempts; attempt++)
        {
            if (TryOpen(path, access, maximum) is { } region)
                return region;
        }

        throw new IOException($"Cannot open '{path}' for writing: each of {OpenAttempts} files in turn was replaced by another.");
    }

    // Null for a file that was deleted or replaced between opening and locking it: its writer would be alone with it, beside that of the file that is there now.
    private static LinuxFileRegion? TryOpen(string path, RegionAccess access, long maximum)
    {
        SafeFileHandle file = RegionFile.Open(path, access != RegionAccess.Read);
        try
        {
            int seat = LinuxWriterSeats.None;
            if (access == RegionAccess.Write)
                RegionFile.Lock(file, path);
            else if (access == RegionAccess.WriteAmongOthers)
                seat = LinuxWriterSeats.Take(file, path);
            else
                return new LinuxFileRegion(file, path, access, maximum) { Seals = SealedMemory.SealsOf(file) };

            if (RegionFile.IsAt(file, path))
                return new LinuxFileRegion(file, path, RegionAccess.Write, maximum, seat);
            file.Dispose();
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool HasWriter(string path)
    {
        if (RegionFile.TryOpen(path, writable: false, 0, out SafeFileHandle? file) != 0)
            return false;
        using (file)
            return RegionFile.IsWrittenByOther(file!);
    }

    /// <inheritdoc/>
    public SafeFileHandle OpenFile(string path) => RegionFile.Open(path, writable: false);

    /// <inheritdoc/>
    public void Rename(string from, string to, bool overwrite = false)
    {
        int error = NewFile.Rename(from, to, overwrite);
        if (error == Errno.OtherFileSystem)
            throw new IOException($"'{from}' cannot become '{to}' in one step: that is in another file system. Make it in the same folder, under another name.");
        if (error != 0)
            throw LinuxErrors.FromCreation(error, to);
    }

    /// <inheritdoc/>
    public void FlushFolder(string path) => RegionFile.FlushFolder(path);

    /// <inheritdoc/>
    public void CopyPermissions(string from, string to) => RegionFile.CopyPermissions(from, to);

    /// <inheritdoc/>
    public IWaitChannel OpenWaitChannel(Region region, long counterOffset)
    {
        WaitChannel.CheckCounter(region, counterOffset);
        if (region is LinuxPrivateRegion memory)
            return new FutexWaitChannel((ulong*)(memory.Origin + counterOffset), memory.Announced, memory);

        var file = (LinuxFileRegion)region;
        AddressRange? announcements = WaitFile.TryMap(file.Path!, create: file.Access == RegionAccess.Write, _alwaysNamed);
        if (announcements is null && file.Access != RegionAccess.Write)
            return new PollingWaitChannel(region, counterOffset);
        AddressRange page = file.MapCounter(counterOffset, out ulong* counter);
        if (announcements is null)
        {
            file.Lend(page);

            // A writer of another user, who cannot see whether anybody sleeps on the counter: so it wakes them every time.
            return new PollingWaitChannel(region, counterOffset, () =>
            {
                _ = Futex.WakeAll((uint*)counter);
                GC.KeepAlive(page);
            });
        }

        return new FutexWaitChannel(counter, WaitFile.Announced(announcements), page, announcements);
    }

    /// <inheritdoc/>
    public IEnumerable<(string Path, byte[] Magic)> CompanionsOf(string path) => [(path + WaitFile.Suffix, WaitFile.Magic.ToArray()), (path + MarkFile.Suffix, MarkFile.Magic.ToArray())];
}
