using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>map-cache path [several]</c>: creates or opens a store, for several writers if it says so, and writes <see cref="CacheTraffic"/> to a map with bounds until it is killed.</summary>
internal static class MapCacheCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = MapStoreWriter.Open(args[0], new StoreOptions { Writers = args.Length > 1 ? WriterMode.Several : WriterMode.Exclusive });
        writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries };
        var traffic = new CacheTraffic(writer.Texts);
        traffic.Write();
        Standby.Report("writing");
        while (true)
            traffic.Write();
    }
}
