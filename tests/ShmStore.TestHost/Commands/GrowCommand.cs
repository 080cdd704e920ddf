using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>grow provider path length</c>: creates a region of 64 KiB and grows it to a length that a limit of this process forbids; reports the error, and that the region
/// still works.
/// </summary>
internal static unsafe class GrowCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        long length = long.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
        using Region region = Providers.Named(args[0]).Create(args[1], 1 << 16, length, static _ => { });
        try
        {
            region.Grow(length);
            return 1;
        }
        catch (StoreFullException exception)
        {
            region.Origin[region.Committed - 1] = 1;
            Standby.Report(exception.Message);
            return region.Committed == 1 << 16 ? 0 : 1;
        }
    }
}
