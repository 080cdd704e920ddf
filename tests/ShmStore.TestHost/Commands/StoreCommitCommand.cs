using System.Globalization;
using ShmStore.Heap;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-commit path</c>: makes <see cref="SampleCommits"/> at full speed until it is killed. <c>store-commit path step</c>: makes one, and kills itself after so many steps of it, those of the heap not counted; with a third argument, as one of
/// several writers.
/// </summary>
internal static class StoreCommitCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = SampleWriter.Open(args[0], new StoreOptions { Writers = args.Length > 2 ? WriterMode.Several : WriterMode.Exclusive });
        long number = writer.A.HasValue ? writer.A.Value.Number : 0;
        if (args.Length > 1)
        {
            int step = int.Parse(args[1], CultureInfo.InvariantCulture);
            writer.Attachment.Writer!.StepTaken = taken =>
            {
                if (taken <= WriteStep.Freed && step-- == 0)
                    Standby.Kill();
            };
            SampleCommits.Write(writer, number + 1);
            Standby.Report("done");
            return 0;
        }

        SampleCommits.Write(writer, ++number);
        Standby.Report("writing");
        while (true)
            SampleCommits.Write(writer, ++number);
    }
}
