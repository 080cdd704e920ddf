using ShmStore.TestHost.Histories;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Histories;

/// <summary>
/// Snapshots of two maps and an entry under commits that set, add and remove several keys: the store as a whole behaves as one value in one memory. The value is the number of the last commit; a commit sets at
/// least one key to its number, and is remembered with what all keys have after it.
/// </summary>
public sealed class SnapshotHistoryTests : IDisposable
{
    private const int MostRounds = 10;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
    public void Histories_of_snapshots_in_other_processes_are_linearizable()
    {
        // On a busy machine the other processes may hardly have run: then once more.
        for (int round = 0; round < MostRounds; round++)
        {
            Operation[] history = RecordInOtherProcesses(round);
            Assert.Null(Linearizability.Check(history));
            if (history.Where(static operation => operation.Kind == OperationKind.Read).Select(static operation => operation.Result).Distinct().Count() > 20)
                return;
        }

        Assert.Fail($"In none of {MostRounds} rounds did the other processes see more than 20 states.");
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

    private Operation[] RecordInOtherProcesses(int round)
    {
        string path = _folder.File($"store{round}"), firstHistory = _folder.File($"first{round}"), secondHistory = _folder.File($"second{round}");
        using var writer = MapStoreWriter.Open(path);
        using HostProcess first = HostProcess.Start("history-read", path, "1", firstHistory, "snapshots");
        using HostProcess second = HostProcess.Start("history-read", path, "2", secondHistory, "snapshots");
        first.Await("reading");
        second.Await("reading");
        List<long[]> states = [new long[RecordedKeys.Count]];
        Operation[] commits = HistoryRun.Record(HistoryRun.Longest, history => Committing(writer, history, states));
        first.EndInput();
        second.EndInput();
        first.Succeed();
        second.Succeed();
        return OfOneValue([.. commits, .. HistoryRecorder.Load(firstHistory), .. HistoryRecorder.Load(secondHistory)], states);
    }

    private static Operation[] Record(TimeSpan time, Func<MapStore, Func<MapStore, long[]>, long[]> take)
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        List<long[]> states = [new long[RecordedKeys.Count]];
        Operation[] history = HistoryRun.Record(time, history => Committing(writer, history, states), history => new RecordedSnapshots(reader, history, take).TakeNext);
        return OfOneValue(history, states);
    }

    // Commits as they are; of a snapshot, which was recorded as a read of each key, one read of the store's number.
    private static Operation[] OfOneValue(IReadOnlyCollection<Operation> history, List<long[]> states) =>
    [
        .. history.Where(static operation => operation.Kind != OperationKind.Read),
        .. history.Where(static operation => operation.Kind == OperationKind.Read).Chunk(RecordedKeys.Count).Select(reads => reads[0] with
        {
            Key = 0,
            Result = NumberOf([.. reads.Select(static read => read.Result)], states),
        }),
    ];

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
}
