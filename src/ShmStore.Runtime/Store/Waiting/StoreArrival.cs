using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>Waits until there is a store at a path.</summary>
/// <remarks>A store gets its name when it is complete, so whoever finds the file can attach.</remarks>
internal static class StoreArrival
{
    /// <inheritdoc cref="Polling.TryWait"/>
    public static bool TryWait(string path, TimeSpan timeout, CancellationToken cancellationToken) => Polling.TryWait(() => IsThere(path), timeout, cancellationToken);

    /// <inheritdoc cref="Polling.WaitAsync"/>
    public static Task WaitAsync(string path, CancellationToken cancellationToken) => Polling.WaitAsync(() => IsThere(path), cancellationToken);

    // Anything, or where a link leads: whoever attaches is told what is wrong with it. Unlike File.Exists, this does not take a folder that must not be searched for one without the file.
    private static bool IsThere(string path)
    {
        var file = new FileInfo(path);
        return IsSomething(file) && (file.LinkTarget is null || LeadsSomewhere(path));
    }

    private static bool LeadsSomewhere(string link)
    {
        string target;
        try
        {
            target = RegionPath.Resolve(link);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            // Links that lead to each other.
            return true;
        }

        return IsSomething(new FileInfo(target));
    }

    private static bool IsSomething(FileSystemInfo file) => file.Attributes != (FileAttributes)(-1);
}
