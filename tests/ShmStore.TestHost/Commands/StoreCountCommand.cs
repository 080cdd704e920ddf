using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-count path rounds</c>: waits for a line, runs <see cref="SampleCounting"/>, and reports how many entries it added.</summary>
internal static class StoreCountCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        Standby.Report("ready");
        Console.In.ReadLine();
        Standby.Report(SampleCounting.Run(args[0], int.Parse(args[1], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
