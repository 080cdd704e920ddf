using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>create provider path [mode]</c>: creates a region and its wait channel, and leaves. The mode is octal.</summary>
internal static class CreateCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        using Region region = provider.Create(args[1], 1 << 16, 1 << 20, static _ => { }, args.Length > 2 ? (UnixFileMode)Convert.ToInt32(args[2], 8) : null);
        using IWaitChannel channel = provider.OpenWaitChannel(region, 0);
        return 0;
    }
}
