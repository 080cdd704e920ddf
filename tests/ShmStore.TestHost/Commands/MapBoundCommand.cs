using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>map-bound path entries</c>: opens a store, gives a map that has more entries a bound, writes to it, and reports how many it has then.</summary>
internal static class MapBoundCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = MapStoreWriter.Open(args[0], new StoreOptions { Mode = StoreMode.Open });
        writer.Numbers.Limits = new MapLimits { MaximumEntries = int.Parse(args[1], CultureInfo.InvariantCulture) };
        writer.Numbers.Set(-1, Sample.Of(1));
        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"entries {writer.Numbers.Count}"));
        return 0;
    }
}
