using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-tell path mode abandoned</c>: begins commits and gives that many of them up, reports the version that the last one was told, and does not end it.</summary>
internal static class StoreTellCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var store = SampleWriter.Open(args[0], new StoreOptions { Writers = Enum.Parse<WriterMode>(args[1]) });
        for (int i = int.Parse(args[2], CultureInfo.InvariantCulture); i > 0; i--)
        {
            using (store.BeginCommit())
                store.A.Set(Sample.Of(1));
        }

        using (store.BeginCommit())
        {
            Standby.Report(store.A.Set(Sample.Of(2)).ToString(CultureInfo.InvariantCulture));
            Standby.UntilInputEnds();
        }

        return 0;
    }
}
