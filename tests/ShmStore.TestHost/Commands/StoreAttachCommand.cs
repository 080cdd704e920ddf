using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-attach reader|contributor|writer path</c>: attaches, and reports how that went.</summary>
internal static class StoreAttachCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        try
        {
            using SharedStore store = args[0] switch
            {
                "reader" => SampleStore.Open(args[1]),
                "contributor" => SampleContributor.Open(args[1]),
                _ => SampleWriter.Open(args[1]),
            };
            Standby.Report("attached");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or SharedStoreException)
        {
            Standby.Report($"{exception.GetType().Name}: {exception.Message}");
        }

        return 0;
    }
}
