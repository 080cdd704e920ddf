using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>open-many provider path times maximum</c>: opens a region so often to read it, with so many bytes of address space each, and keeps them all. Reports how often the collector ran.</summary>
internal static class OpenManyCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        long maximum = long.Parse(args[3], CultureInfo.InvariantCulture);
        var regions = new Region[int.Parse(args[2], CultureInfo.InvariantCulture)];
        for (int i = 0; i < regions.Length; i++)
            regions[i] = provider.Open(args[1], RegionAccess.Read, maximum);
        Standby.Report($"{GC.CollectionCount(GC.MaxGeneration)} {regions.Count(region => region.Maximum < maximum)}");
        foreach (Region region in regions)
            region.Dispose();
        return 0;
    }
}
