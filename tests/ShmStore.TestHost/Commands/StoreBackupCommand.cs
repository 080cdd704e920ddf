using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-backup path target rounds [another]</c>: makes a backup elsewhere, so that all code is compiled, waits for a line, backs a store with maps up again and again over the same target, and reports how often it was let.</summary>
internal static class StoreBackupCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        int rounds = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
        using var reader = MapStore.Open(args[0]);
        if (args.Length > 3)
            reader.BackUp(args[3]);
        Standby.Report("ready");
        Console.In.ReadLine();
        int done = 0;
        for (int i = 0; i < rounds; i++)
        {
            try
            {
                reader.BackUp(args[1], overwrite: true);
                done++;
            }
            catch (WriterActiveException)
            {
                // Somebody else is replacing it.
            }
        }

        Standby.Report(done.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}
