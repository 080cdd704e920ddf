using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary><c>open-and-close provider path times</c>: opens and closes a region and its wait channel so often. Reports the most mappings that the process had at a time, on Linux.</summary>
internal static class OpenAndCloseCommand
{
    private const int LookEvery = 256;

    // Looking is to allocate nothing, so that the collector has no other reason to run.
    private static readonly byte[] Buffer = new byte[1 << 16];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        using Region writer = provider.Create(args[1], Pages.Size, Pages.Size, static _ => { });
        using IWaitChannel signalled = provider.OpenWaitChannel(writer, 0);
        int most = 0;
        for (int time = int.Parse(args[2], CultureInfo.InvariantCulture); time > 0; time--)
        {
            using (Region region = provider.Open(args[1], RegionAccess.Read, Pages.Size))
                provider.OpenWaitChannel(region, 0).Dispose();
            if (time % LookEvery == 0)
                most = Math.Max(most, CountMappings());
        }

        Standby.Report(most.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static int CountMappings()
    {
        using var maps = new FileStream("/proc/self/maps", new FileStreamOptions { BufferSize = 0 });
        int lines = 0;
        for (int read; (read = maps.Read(Buffer)) > 0;)
            lines += Buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }
}
