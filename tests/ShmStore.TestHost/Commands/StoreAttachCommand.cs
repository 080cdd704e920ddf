using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-attach reader|contributor|writer|successor path</c>: attaches, and reports how that went; as a successor it waits for a moment.</summary>
internal static class StoreAttachCommand
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        try
        {
            using SharedStore? store = args[0] switch
            {
                "reader" => SampleStore.Open(args[1]),
                "contributor" => SampleContributor.Open(args[1]),
                "successor" => StoreAttachment.TryBecomeWriter(SampleStore.Schema, args[1], Moment) is { } attachment ? new SampleWriter(attachment) : null,
                _ => SampleWriter.Open(args[1]),
            };
            Standby.Report(store is null ? "waiting" : "attached");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or SharedStoreException)
        {
            Standby.Report($"{exception.GetType().Name}: {exception.Message}");
        }

        return 0;
    }
}
