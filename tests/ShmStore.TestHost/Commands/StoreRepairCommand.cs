using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-repair path [another]</c>: repairs another store, so that all code is compiled, waits for a line, repairs a store, and reports how that went.</summary>
internal static class StoreRepairCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        if (args.Length > 1)
            StoreFiles.Repair(args[1]);
        Standby.Report("ready");
        Console.In.ReadLine();
        try
        {
            RepairReport report = StoreFiles.Repair(args[0]);
            Standby.Report(report.WasRepaired ? $"repaired, {report.Values} values" : "sound");
        }
        catch (Exception exception) when (exception is IOException or SharedStoreException)
        {
            Standby.Report(exception.GetType().Name);
        }

        return 0;
    }
}
