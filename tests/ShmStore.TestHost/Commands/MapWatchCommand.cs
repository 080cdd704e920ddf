using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>map-watch path</c>: follows a map until its end is told, and reports what differs from the map then.</summary>
internal static class MapWatchCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using MapStore store = MapStore.Open(args[0]);
        var followed = new FollowedMap(store.Texts);
        IAsyncEnumerable<MapChange<string, Sample>> changes = store.Texts.WatchAsync(0);
        Standby.Report("watching");
        followed.FollowAsync(changes).GetAwaiter().GetResult();
        Standby.Report(followed.Difference() ?? "same");
        return 0;
    }
}
