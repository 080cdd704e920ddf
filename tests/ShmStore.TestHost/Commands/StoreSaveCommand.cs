using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-save path destination</c>: repairs a store into another file, and reports how that went.</summary>
internal static class StoreSaveCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        try
        {
            Standby.Report(StoreFiles.Repair(args[0], new RepairOptions { Destination = args[1] }).WasRepaired ? "repaired" : "sound");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            Standby.Report(exception.GetType().Name);
        }

        return 0;
    }
}
