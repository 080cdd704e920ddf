using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Histories;

/// <summary>Takes snapshots of all keys, and records each as the reads of one call, in the order of the keys. One per thread.</summary>
/// <param name="store">The store.</param>
/// <param name="history">Takes the reads.</param>
/// <param name="take">How a snapshot is taken with a function that reads the keys.</param>
public sealed class RecordedSnapshots(MapStore store, HistoryRecorder history, Func<MapStore, Func<MapStore, long[]>, long[]> take)
{
    /// <summary>Takes one.</summary>
    public void TakeNext()
    {
        history.Begin();
        long[] numbers = take(store, ReadAll);
        history.End([.. numbers.Select(static (number, key) => new Operation { Key = key, Kind = OperationKind.Read, Result = number })]);
    }

    private static long[] ReadAll(MapStore store) => [.. Enumerable.Range(0, RecordedKeys.Count).Select(key => RecordedKeys.TryGet(store, key, out Sample? value, out _) ? value!.Number : 0)];
}
