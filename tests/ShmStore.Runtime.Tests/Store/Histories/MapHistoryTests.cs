using ShmStore.TestHost.Histories;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Histories;

/// <summary>What threads and processes saw of maps and entries while two threads wrote them in every way there is: each key behaves as one value in one memory.</summary>
public sealed class MapHistoryTests : IDisposable
{
    private const int Writers = 2;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Histories_of_threads_are_linearizable()
    {
        for (int round = 0; round < HistoryRun.Rounds; round++)
        {
            using var writer = MapStoreWriter.Open(null);
            using MapStore reader = writer.OpenReader();
            Operation[] history = HistoryRun.Record(
                HistoryRun.Longest, Writing(writer, 0), Writing(writer, 1), history => Reading(reader, history, 2), history => Reading(reader, history, 3));
            AssertLinearizable(history);
            StoreInspection.AssertEveryBlockIsKnown(writer);
        }
    }

    [Fact]
    public void Histories_of_processes_are_linearizable()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        using HostProcess first = HostProcess.Start("history-read", path, "2", _folder.File("first"), "keys");
        using HostProcess second = HostProcess.Start("history-read", path, "3", _folder.File("second"), "keys");
        first.Await("reading");
        second.Await("reading");
        Operation[] history = HistoryRun.Record(HistoryRun.Longest, Writing(writer, 0), Writing(writer, 1));
        first.EndInput();
        second.EndInput();
        first.Succeed();
        second.Succeed();
        AssertLinearizable([.. history, .. HistoryRecorder.Load(_folder.File("first")), .. HistoryRecorder.Load(_folder.File("second"))]);
    }

    [Fact]
    public void Control_a_stale_read_is_caught() => Assert.NotNull(HistoryRun.RecordUntilWrong(() => Record(
        static (writer, history) => new RecordedWrites(writer, history, 0, 1).WriteNext,
        static (store, history) =>
        {
            // The mistake: what was read is handed out a second time.
            int reads = 0;
            long number = 0;
            return () =>
            {
                history.Begin();
                if (reads++ % 2 == 0)
                    number = RecordedKeys.TryGet(store, RecordedKeys.Beside, out Sample? value, out _) ? value!.Number : 0;
                history.End(new Operation { Key = RecordedKeys.Beside, Kind = OperationKind.Read, Result = number });
                Thread.SpinWait(1000);
            };
        })));

    [Fact]
    public void Control_a_lost_update_is_caught() => Assert.NotNull(HistoryRun.RecordUntilWrong(() => Record(
        static (writer, history) => Updating(writer, history, 0),
        static (writer, history) => Updating(writer, history, 1))));

    [Fact]
    public void Control_a_look_up_that_does_not_look_at_the_segment_again_is_caught() => Assert.NotNull(HistoryRun.RecordUntilWrong(() => Record(
        static (writer, history) => new RecordedWrites(writer, history, 0, 1).WriteNext,
        static (MapStore store, HistoryRecorder history) =>
        {
            var probe = new HastyProbe(store.Attachment, key: 1);
            var random = new Random(1);
            return () =>
            {
                int key = random.Next(4, RecordedKeys.Beside);
                history.Begin();
                bool contains = probe.Contains(key);
                history.End(new Operation { Key = key, Kind = OperationKind.Contains, Result = contains ? 1 : 0 });
            };
        })));

    private static Func<HistoryRecorder, Action> Writing(MapStoreWriter writer, int thread) => history => new RecordedWrites(writer, history, thread, Writers).WriteNext;

    private static Action Reading(MapStore store, HistoryRecorder history, int seed)
    {
        var reads = new RecordedReads(store, history, seed);
        return () =>
        {
            reads.ReadNext();
            Assert.Null(reads.Wrong);
        };
    }

    // The mistake: reading and writing are two steps.
    private static Action Updating(MapStoreWriter writer, HistoryRecorder history, int thread)
    {
        long written = thread;
        return () =>
        {
            written += Writers;
            history.Begin();
            bool found = writer.Numbers.TryGetValue(4, out Sample? value);
            writer.Numbers.Set(4, Sample.Of(written));
            history.End(new Operation { Key = 4, Kind = found ? OperationKind.Update : OperationKind.TryAdd, Written = written, Expected = value?.Number ?? 0, Result = 1 });
        };
    }

    private static Operation[] Record(Func<MapStoreWriter, HistoryRecorder, Action> first, Func<MapStoreWriter, HistoryRecorder, Action> second)
    {
        using var writer = MapStoreWriter.Open(null);
        return HistoryRun.Record(Short, history => first(writer, history), history => second(writer, history));
    }

    private static Operation[] Record(Func<MapStoreWriter, HistoryRecorder, Action> write, Func<MapStore, HistoryRecorder, Action> read)
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        return HistoryRun.Record(Short, history => write(writer, history), history => read(reader, history));
    }

    private static void AssertLinearizable(Operation[] history)
    {
        Assert.Null(Linearizability.Check(history));
        TestContext.Current.SendDiagnosticMessage("{0} operations", history.Length);
        foreach (OperationKind kind in Enum.GetValues<OperationKind>())
            Assert.Contains(history, operation => operation.Kind == kind);
        for (int key = 0; key < RecordedKeys.Count; key++)
            Assert.True(history.Count(operation => operation.Key == key && operation.Kind == OperationKind.Read) > 100);
    }
}
