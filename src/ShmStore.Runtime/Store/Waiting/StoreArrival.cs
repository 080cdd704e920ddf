using System.Diagnostics;
using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>Waits until there is a store at a path, by looking every now and then.</summary>
/// <remarks>A store gets its name when it is complete, so whoever finds the file can attach.</remarks>
internal static class StoreArrival
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits on the caller's thread.</summary>
    /// <returns>False if the time was up.</returns>
    public static bool TryWait(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();

        // In place of the token's own handle, which one whose source is disposed does not have.
        using var cancelled = new ManualResetEventSlim(initialState: false, spinCount: 0);
        using CancellationTokenRegistration cancelling = cancellationToken.UnsafeRegister(static cancelled => ((ManualResetEventSlim)cancelled!).Set(), cancelled);
        for (TimeSpan pause = FirstPause; ; pause = After(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsThere(path))
                return true;
            TimeSpan left = timeout == Timeout.InfiniteTimeSpan ? pause : timeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return false;

            // Whole milliseconds: less would not sleep at all.
            cancelled.Wait(left < FirstPause ? FirstPause : left < pause ? left : pause, CancellationToken.None);
        }
    }

    /// <summary>Waits without a thread.</summary>
    public static async Task WaitAsync(string path, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = FirstPause; ; pause = After(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsThere(path))
                return;
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan After(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

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
