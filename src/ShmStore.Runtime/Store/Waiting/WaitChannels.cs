using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>Opens the channel through which a store's writer wakes those who wait for a commit.</summary>
internal static class WaitChannels
{
    /// <summary>Opens the channel of a region's commit counter. Attachments that share memory share what they wait on.</summary>
    public static IWaitChannel Open(IRegionProvider provider, Region region) =>
        provider.OpenWaitChannel(region is AliasRegion alias ? alias.Memory : region, HeaderLayout.CommitCounterOffset);
}
