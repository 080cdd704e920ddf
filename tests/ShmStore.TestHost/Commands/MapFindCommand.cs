using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>map-find path</c>: looks up every key that comes in a line of standard input, and says whether it is there.</summary>
internal static class MapFindCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var store = MapStore.Open(args[0]);
        Standby.Report("ready");
        while (Console.In.ReadLine() is { } key)
            Standby.Report(store.Texts.ContainsKey(key) ? "found" : "missing");
        return 0;
    }
}
