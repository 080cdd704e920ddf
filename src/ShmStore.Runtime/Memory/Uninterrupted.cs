namespace ShmStore.Memory;

/// <summary>What must come to its end although the thread is interrupted. The interrupt is not lost: it ends what the thread waits for next.</summary>
internal static class Uninterrupted
{
    /// <summary>Takes a step, and takes it again when it was interrupted.</summary>
    /// <param name="state">What the step is told.</param>
    /// <param name="step">Does the same if it is taken again from its start, wherever it was interrupted.</param>
    public static void Run<TState>(TState state, Action<TState> step)
    {
        bool interrupted = false;
        while (!TryRun(state, step, ref interrupted))
        {
        }

        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }

    private static bool TryRun<TState>(TState state, Action<TState> step, ref bool interrupted)
    {
        try
        {
            step(state);
            return true;
        }
        catch (ThreadInterruptedException)
        {
            interrupted = true;
            return false;
        }
    }
}
