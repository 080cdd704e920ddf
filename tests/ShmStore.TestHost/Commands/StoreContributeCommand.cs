using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-contribute path threads rounds</c>: runs <see cref="SampleContribution"/>.</summary>
internal static class StoreContributeCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var store = SampleContributor.Open(args[0]);
        SampleContribution.Run(store, int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        return 0;
    }
}
