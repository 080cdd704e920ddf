using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>hold provider path access</c>: attaches and stays attached.</summary>
internal static class HoldCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using Region region = Providers.Named(args[0]).Open(args[1], Enum.Parse<RegionAccess>(args[2]), 1 << 20);
        Standby.Report("attached");
        Standby.UntilInputEnds();
        return 0;
    }
}
