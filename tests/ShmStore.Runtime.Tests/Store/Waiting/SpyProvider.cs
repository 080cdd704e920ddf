using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>A provider that hands on to another one, keeps the channels that are opened, and can fail to open them.</summary>
internal sealed class SpyProvider(IRegionProvider provider) : IRegionProvider
{
    /// <summary>Channels opened so far, in order.</summary>
    public List<IWaitChannel> Channels { get; } = [];

    /// <summary>Fail to open the next channels.</summary>
    public bool Fails { get; set; }

    /// <summary>Called with the new name before a file gets it.</summary>
    public Action<string> Renaming { get; set; } = static _ => { };

    public Region CreatePrivate(long committed, long maximum) => provider.CreatePrivate(committed, maximum);

    public Region Create(string path, long committed, long maximum, Action<Region> initialise, UnixFileMode? mode = null) =>
        provider.Create(path, committed, maximum, initialise, mode);

    public Region Open(string path, RegionAccess access, long maximum) => provider.Open(path, access, maximum);

    public IWaitChannel OpenWaitChannel(Region region, long counterOffset)
    {
        if (Fails)
            throw new StoreFullException("No address space, said the test.", 0, 0, 0, 0);
        IWaitChannel channel = provider.OpenWaitChannel(region, counterOffset);
        Channels.Add(channel);
        return channel;
    }

    public SafeFileHandle OpenFile(string path) => provider.OpenFile(path);

    public void Rename(string from, string to, bool overwrite = false)
    {
        Renaming(to);
        provider.Rename(from, to, overwrite);
    }

    public void FlushFolder(string path) => provider.FlushFolder(path);

    public void CopyPermissions(string from, string to) => provider.CopyPermissions(from, to);

    public IEnumerable<(string Path, byte[] Magic)> CompanionsOf(string path) => provider.CompanionsOf(path);
}
