using System.Globalization;
using ShmStore.Heap;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Writers;

/// <summary><c>writer path row seed mode fate [unfenced]</c>: writes until its fate is fulfilled.</summary>
internal static class WriterCommand
{
    /// <summary>Exit code of a writer that was taken for dead and has noticed.</summary>
    public const int Fenced = 3;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var journal = new Journal(args[0] + ".journal");
        JournalRow row = journal[int.Parse(args[1], CultureInfo.InvariantCulture)];
        var fate = Fate.Parse(args[4]);
        var doom = new Doom(fate, journal, row);
        WriteSteps.OfNewWriters = doom.StepTaken;
        var options = new StoreOptions { Writers = Enum.Parse<WriterMode>(args[3]), Mode = StoreMode.Open };
        using TortureStore.Writer writer = Attach(args[0], options);
        doom.Region = writer.Attachment.Region;
        if (args.Length > 5)
            writer.Attachment.Writer!.Steps.Fence = null;
        Volatile.Write(ref row.State, (long)ProcessState.Writing);
        try
        {
            writer.Cached.Limits = new MapLimits { MaximumEntries = Keys.MaximumCached };
            var workload = new Workload(writer, row, int.Parse(args[2], CultureInfo.InvariantCulture));
            while (true)
            {
                doom.NoteBeginning();
                workload.Next();
            }
        }
        catch (WriterLostException)
        {
            return Fenced;
        }
    }

    private static TortureStore.Writer Attach(string path, StoreOptions options)
    {
        while (true)
        {
            try
            {
                return TortureStore.CreateWriter(path, options);
            }
            catch (WriterActiveException)
            {
                Thread.Sleep(1);
            }
        }
    }
}
