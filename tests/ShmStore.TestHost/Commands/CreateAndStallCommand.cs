using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>create-and-stall provider path</c>: begins to create a region and never gets done, to be killed.</summary>
internal static class CreateAndStallCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using Region region = Providers.Named(args[0]).Create(args[1], 1 << 16, 1 << 20, _ =>
        {
            Standby.Report("initialising");
            Thread.Sleep(Timeout.Infinite);
        });
        return 1;
    }
}
