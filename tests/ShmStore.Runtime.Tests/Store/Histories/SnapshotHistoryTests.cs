using ShmStore.TestHost.Histories;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Histories;

/// <summary>
/// Snapshots of two maps and an entry under commits that set, add and remove several keys: the store as a whole behaves as one value in one memory. The value is the number of the last commit; a commit sets at
/// least one key to its number, and is remembered with what all keys have after it.
/// </summary>
public sealed class SnapshotHistoryTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void Histories_of_snapshots_are_linearizable()
    {
        for (int round = 0; round < HistoryRun.Rounds; round++)
        {
            Operation[] history = Record(HistoryRun.Longest, static (store, read) => store.Snapshot(read));
            Assert.Null(Linearizability.Check(history));
            Assert.True(history.Count(static operation => operation.Kind == OperationKind.Read) > 20);
            TestContext.Current.SendDiagnosticMessage("{0} operations", history.Length);
        }
    }

    [Fact]
    public void Control_keys_that_are_read_one_after_the_other_are_caught() =>
        Assert.NotNull(HistoryRun.RecordUntilWrong(static () => Record(Short, static (store, read) => read(store))));

    [Fact]
    public void Control_a_snapshot_that_is_handed_out_twice_is_caught() => Assert.NotNull(HistoryRun.RecordUntilWrong(static () =>
    {
        int reads = 0;
        long[] last = [];
        return Record(Short, (store, read) => reads++ % 2 == 0 ? last = store.Snapshot(read) : last);
    }));

    private static Operation[] Record(TimeSpan time, Func<MapStore, Func<MapStore, long[]>, long[]> take)
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        List<long[]> states = [new long[RecordedKeys.Count]];
        List<(int Index, long[] Values)> snapshots = [];
        Operation[] history = HistoryRun.Record(time, history => Committing(writer, history, states), history => () =>
        {
            history.Begin();
            long[] values = take(reader, ReadAll);
            history.End(new Operation { Kind = OperationKind.Read });
            snapshots.Add((history.Operations.Count - 1, values));
        });
        return [.. history.Where(static operation => operation.Kind != OperationKind.Read), .. history.Where(static operation => operation.Kind == OperationKind.Read).Select((operation, i) => operation with
        {
            Result = NumberOf(snapshots[i].Values, states),
        })];
    }

    private static Action Committing(MapStoreWriter writer, HistoryRecorder history, List<long[]> states)
    {
        var random = new Random(7);
        return () =>
        {
            long number = states.Count;
            long[] next = [.. states[^1]];
            history.Begin();
            using (StoreCommit commit = writer.BeginCommit())
            {
                int always = random.Next(RecordedKeys.Count);
                for (int key = 0; key < RecordedKeys.Count; key++)
                {
                    bool sets = key == always || random.Next(3) == 0;
                    if (sets)
                        RecordedKeys.Set(writer, key, Sample.Of(number, 1 + random.Next(100)));
                    else if (key != RecordedKeys.Beside && random.Next(3) == 0)
                        RecordedKeys.Remove(writer, key);
                    else
                        continue;
                    next[key] = sets ? number : 0;
                }

                commit.Complete();
            }

            history.End(new Operation { Kind = OperationKind.Set, Written = number });
            states.Add(next);
        };
    }

    // The commit after which all keys had these values; -1 for none: then the snapshot is of no state of the store.
    private static long NumberOf(long[] values, List<long[]> states)
    {
        long number = values.Max();
        return number < states.Count && states[(int)number].AsSpan().SequenceEqual(values) ? number : -1;
    }

    private static long[] ReadAll(MapStore store) => [.. Enumerable.Range(0, RecordedKeys.Count).Select(key => RecordedKeys.TryGet(store, key, out Sample? value, out _) ? value!.Number : 0)];
}
