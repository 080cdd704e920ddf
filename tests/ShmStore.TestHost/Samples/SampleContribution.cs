namespace ShmStore.TestHost.Samples;

/// <summary>What every thread of every contributor does to the atomics of a store at the same time; what comes out is known if no update is lost.</summary>
public static class SampleContribution
{
    /// <summary>Runs so many rounds in each of so many threads.</summary>
    public static void Run(SampleContributor store, int threads, int rounds)
    {
        ArgumentNullException.ThrowIfNull(store);
        Thread[] running = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Run(store, rounds)))];
        foreach (Thread thread in running)
            thread.Start();
        foreach (Thread thread in running)
            thread.Join();
    }

    private static void Run(SampleContributor store, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            store.Count.Add(3);
            store.Ratio.Update(0.5, static (value, added) => value + added);
            store.Flag.Update(0, static (value, _) => !value);
            for (int seen = store.Small.Value; ;)
            {
                int found = store.Small.CompareExchange(seen + 1, seen);
                if (found == seen)
                    break;
                seen = found;
            }
        }
    }
}
