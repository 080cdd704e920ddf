using System.Runtime.ExceptionServices;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>The thread that measures: a fresh one, pinned to <see cref="PinnedThread.Measuring"/>.</summary>
internal static class MeasuringThread
{
    /// <summary>Measures on it, and waits until it has ended. What is thrown there is thrown to the caller.</summary>
    public static T Run<T>(Func<T> measure)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var measuring = new Thread(() =>
        {
            // Caught, so that what is held meanwhile is let go of: servers, and files in memory.
            try
            {
                PinnedThread.Pin(PinnedThread.Measuring);
                result = measure();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        measuring.Start();
        measuring.Join();
        failure?.Throw();
        return result;
    }
}
