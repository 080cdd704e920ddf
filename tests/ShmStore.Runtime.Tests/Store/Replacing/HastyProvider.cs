using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>The provider on Linux calls with a step left out: it does not look whether the file that it has locked is still the one at the path.</summary>
internal sealed class HastyProvider : IRegionProvider
{
    private readonly LinuxRegionProvider _provider = new();

    public Region CreatePrivate(long committed, long maximum) => _provider.CreatePrivate(committed, maximum);

    public Region Create(string path, long committed, long maximum, Action<Region> initialise, UnixFileMode? mode = null) =>
        _provider.Create(path, committed, maximum, initialise, mode);

    public Region Open(string path, RegionAccess access, long maximum)
    {
        SafeFileHandle file = RegionFile.Open(path, access != RegionAccess.Read);
        try
        {
            if (access == RegionAccess.Write)
                RegionFile.Lock(file, path);
            return access == RegionAccess.WriteAmongOthers
                ? new LinuxFileRegion(file, path, RegionAccess.Write, maximum, LinuxWriterSeats.Take(file, path))
                : new LinuxFileRegion(file, path, access, maximum);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public SafeFileHandle OpenFile(string path) => _provider.OpenFile(path);

    public void Rename(string from, string to, bool overwrite = false) => _provider.Rename(from, to, overwrite);

    public void FlushFolder(string path) => _provider.FlushFolder(path);

    public IWaitChannel OpenWaitChannel(Region region, long counterOffset) => _provider.OpenWaitChannel(region, counterOffset);

    public void CopyPermissions(string from, string to) => _provider.CopyPermissions(from, to);

    public IEnumerable<(string Path, byte[] Magic)> CompanionsOf(string path) => _provider.CompanionsOf(path);
}
