using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>The processes that sleep until something changes.</summary>
internal static class WaiterCommand
{
    /// <summary>Waits for changes of an entry of a store, and answers each with its version, until the input ends.</summary>
    public static int Store(string path)
    {
        using BenchmarkStore.Contributor store = BenchmarkStore.OpenContributor(path);
        using var stop = new CancellationTokenSource();
        Task answering = AnswerAsync(store, stop.Token);
        UntilInputEnds();
        stop.Cancel();
        try
        {
            answering.Wait();
        }
        catch (AggregateException ended) when (ended.InnerException is OperationCanceledException)
        {
            // As asked for.
        }

        return 0;
    }

    /// <summary>The same, on a thread that waits itself.</summary>
    public static int StoreThread(string path)
    {
        using BenchmarkStore.Contributor store = BenchmarkStore.OpenContributor(path);
        var answering = new Thread(() => Answer(store));
        answering.Start();
        UntilInputEnds();
        store.Dispose();
        answering.Join();
        return 0;
    }

    /// <summary>The same with nothing but the call of the system.</summary>
    public static int Futex(string path)
    {
        using var file = new MappedFile(path);
        var pair = new FutexPair(file);
        new Thread(pair.Answer) { IsBackground = true }.Start();
        UntilInputEnds();
        return 0;
    }

    private static void Answer(BenchmarkStore.Contributor store)
    {
        try
        {
            long version = store.Account.Version;
            while (true)
            {
                version = store.Account.WaitForChange(version);
                store.Seen.Value = version;
            }
        }
        catch (ObjectDisposedException)
        {
            // The input has ended.
        }
    }

    private static async Task AnswerAsync(BenchmarkStore.Contributor store, CancellationToken stop)
    {
        long version = store.Account.Version;
        while (true)
        {
            version = await store.Account.WaitForChangeAsync(version, stop);
            store.Seen.Value = version;
        }
    }

    private static void UntilInputEnds()
    {
        Console.WriteLine("waiting");
        while (Console.Read() >= 0)
        {
            // Until the parent closes it.
        }
    }
}
