using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-write path small|large</c>: creates or opens a store and writes <see cref="SampleTraffic"/> at full speed until it is killed.</summary>
internal static class StoreWriteCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = SampleWriter.Open(args[0]);
        var traffic = new SampleTraffic(writer, args[1] == "large");
        traffic.WriteRound();
        Standby.Report("writing");
        while (true)
            traffic.WriteRound();
    }
}
