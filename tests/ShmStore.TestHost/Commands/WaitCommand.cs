using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>wait provider path</c>: waits for a change of the counter at the start of a region, for as long as it takes. Reports by which channel.</summary>
internal static unsafe class WaitCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        using Region region = provider.Open(args[1], RegionAccess.Read, 4096);
        using IWaitChannel channel = provider.OpenWaitChannel(region, 0);
        ulong seen = Volatile.Read(ref *(ulong*)region.Origin);
        Standby.Report(channel.GetType().Name);
        Standby.Report("waiting");
        while (Volatile.Read(ref *(ulong*)region.Origin) == seen)
            channel.Wait(seen, channel.Interruptions, TimeSpan.MaxValue);
        Standby.Report("changed");
        return 0;
    }
}
