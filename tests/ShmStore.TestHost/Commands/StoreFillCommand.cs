using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-fill path</c>: fills the map of numbers until there is no room any more; reports how many entries there are then.</summary>
internal static class StoreFillCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = MapStoreWriter.Open(args[0]);
        int count = 0;
        try
        {
            for (; ; count++)
                writer.Numbers.Set(count, Sample.Of(count, 10_000));
        }
        catch (StoreFullException)
        {
            Standby.Report(string.Create(CultureInfo.InvariantCulture, $"full at {count}"));
        }

        for (int i = 0; i < count; i++)
        {
            if (!writer.Numbers[i].Value.IsWhole)
                return 1;
        }

        return 0;
    }
}
