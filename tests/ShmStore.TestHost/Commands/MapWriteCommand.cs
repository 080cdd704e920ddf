using System.Globalization;
using ShmStore.Heap;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>map-write path seed</c>: changes a map at full speed until it is killed. <c>map-write path seed step</c>: sets three keys in one commit, and kills itself after so many steps of it.</summary>
internal static class MapWriteCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = MapStoreWriter.Open(args[0]);
        if (args.Length > 2)
        {
            int step = int.Parse(args[2], CultureInfo.InvariantCulture);
            using StoreCommit commit = writer.BeginCommit();
            foreach (string key in MapTraffic.CommitKeys)
                writer.Texts.Set(key, Sample.Of(2));
            writer.Attachment.Writer!.StepTaken = taken =>
            {
                if (taken <= WriteStep.Freed && step-- == 0)
                    Standby.Kill();
            };
            commit.Complete();
            return 0;
        }

        var traffic = new MapTraffic(writer, int.Parse(args[1], CultureInfo.InvariantCulture));
        Standby.Report("writing");
        while (true)
            traffic.Change();
    }
}
