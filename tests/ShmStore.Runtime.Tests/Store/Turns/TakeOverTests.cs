using System.Diagnostics;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Waiting;

namespace ShmStore.Tests.Store.Turns;

/// <summary>
/// A writer that loses its seat in the middle of a commit, as by dying, and one that takes its turn over: what was committed stays, the rest is repaired, and the one that was taken for dead changes
/// nothing any more.
/// </summary>
public sealed class TakeOverTests : IDisposable
{
    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(WriteStep.Stamped))]
    [InlineData(nameof(WriteStep.Recorded))]
    [InlineData(nameof(WriteStep.WordStored))]
    [InlineData(nameof(WriteStep.Counted))]
    [InlineData(nameof(WriteStep.RecordCleared))]
    public void The_next_writer_goes_on_and_the_one_that_was_taken_for_dead_stops(string step)
    {
        (SampleWriter lost, SampleWriter next, Exception? error) = LoseAt(Enum.Parse<WriteStep>(step), fenced: true);
        using (lost)
        using (next)
        {
            Assert.IsType<WriterLostException>(error);
            Assert.Null(SampleCommits.Check(SampleCommits.Read(ReaderOf(next))));
            Assert.Equal(9, next.A.Value.Number);
            Assert.Throws<WriterLostException>(() => lost.A.Set(Sample.Of(7)));
            Assert.Throws<WriterLostException>(() => lost.BeginCommit());
            Assert.Equal(9, lost.A.Value.Number);
            StoreInspection.AssertEveryBlockIsKnown(next);
        }
    }

    [Fact]
    public void A_schema_that_the_dead_one_had_extended_is_noted()
    {
        ulong fingerprint = 0;
        (SampleWriter lost, SampleWriter next, Exception? error) = LoseAt(WriteStep.Counted, fenced: true, meanwhile: region =>
        {
            ref ulong noted = ref FingerprintOf(region);
            fingerprint = noted;
            noted = ~fingerprint;
        });
        using (lost)
        using (next)
        {
            Assert.IsType<WriterLostException>(error);
            Assert.NotEqual(0UL, fingerprint);
            Assert.Equal(fingerprint, FingerprintOf(next.Attachment.Region));
        }
    }

    [Fact]
    public void Control_without_the_fence_it_changes_what_is_not_its_own()
    {
        (SampleWriter lost, SampleWriter next, _) = LoseAt(WriteStep.Recorded, fenced: false);
        using (lost)
        using (next)
            Assert.NotEqual(9, next.A.Value.Number);
    }

    [Fact]
    public void A_writer_whose_seat_was_given_to_another_does_not_take_the_turn_of_that_one_for_a_dead_one()
    {
        string path = _folder.File();
        using var lost = SampleWriter.Open(path, Several);
        SampleCommits.Write(lost, 1);
        lost.Attachment.Region.Seats!.Lose();
        using var next = SampleWriter.Open(path, Several);
        Assert.Equal(lost.Attachment.Region.Seats.Own, next.Attachment.Region.Seats!.Own);
        Exception? error = null;
        var other = new Thread(() => error = Record.Exception(() => SampleCommits.Write(lost, 2)));
        using (StoreCommit commit = next.BeginCommit())
        {
            next.A.Set(Sample.Of(9));
            other.Start();
            other.Join();
            for (int key = 1; key < next.Entries.Count; key++)
                next.Entries[key].Set(Sample.Of(9));
            commit.Complete();
        }

        Assert.IsType<WriterLostException>(error);
        Assert.Null(SampleCommits.Check(SampleCommits.Read(ReaderOf(next))));
        Assert.Equal(9, next.A.Value.Number);
        Assert.Throws<WriterLostException>(() => lost.A.Set(Sample.Of(7)));
    }

    [Fact]
    public void A_turn_is_taken_over_at_once_when_its_owner_has_died()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, Several);
        SampleCommits.Write(writer, 1);
        using HostProcess child = HostProcess.Start("store-commit", path, "1", "several");
        Assert.Null(child.ReadLine());
        child.Kill();
        long start = Stopwatch.GetTimestamp();
        long version = SampleCommits.Write(writer, 3);
        Assert.True(version > 2);
        Assert.Equal(3, writer.B.Value.Number);

        // Generous: the repair is measured too, on a machine that may be busy.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public async Task Who_waits_for_a_commit_is_woken_when_the_turn_of_its_dead_writer_is_taken_over()
    {
        string path = _folder.File();
        var provider = new SpyProvider(RegionProviders.Default);
        using var writer = new SampleWriter(new StoreOpener(provider).CreateWriter(SampleStore.Schema, path, Several));
        SampleCommits.Write(writer, 1);
        FutexWaitChannel own = Assert.IsType<FutexWaitChannel>(provider.Channels[^1]);
        Region region = writer.Attachment.Region;
        using HostProcess child = HostProcess.Start("store-commit", path, "1", "several");
        Assert.Null(child.ReadLine());
        ulong seen = CounterOf(region);
        using IWaitChannel channel = provider.OpenWaitChannel(region, HeaderLayout.CommitCounterOffset);
        long interruptions = channel.Interruptions;
        Task waiting = Task.Factory.StartNew(
            () =>
            {
                while (CounterOf(region) == seen)
                    channel.Wait(seen, interruptions, TimeSpan.FromMinutes(1));
            },
            TaskCreationOptions.LongRunning);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        // Without a commit of its own, of which it would tell. By patience the other one would notice too, but later.
        long calls = own.WakeCalls;
        writer.Attachment.Writer!.Lock().Dispose();
        Assert.Equal(calls + 1, own.WakeCalls);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stopped_owner_is_waited_for()
    {
        string path = _folder.File();
        using var owner = SampleWriter.Open(path, Several);
        using var other = SampleWriter.Open(path, Several);
        SampleCommits.Write(owner, 1);
        using var paused = new Commits.PausedWriter(owner, 1, () => SampleCommits.Write(owner, 2));
        Task<long> write = Task.Factory.StartNew(() => SampleCommits.Write(other, 3), TaskCreationOptions.LongRunning);
        await Task.WhenAny(write, Task.Delay(300, TestContext.Current.CancellationToken));
        Assert.False(write.IsCompleted);
        owner.Attachment.Writer!.StepTaken = null;
        paused.Dispose();
        await write.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(3, owner.A.Value.Number);
    }

    // A commit of number 2 that loses its seat after a step; another writer then commits 9, and the first goes on.
    private (SampleWriter Lost, SampleWriter Next, Exception? Error) LoseAt(WriteStep step, bool fenced, Action<Region>? meanwhile = null)
    {
        string path = _folder.File();
        var lost = SampleWriter.Open(path, Several);
        var next = SampleWriter.Open(path, Several);
        SampleCommits.Write(lost, 1);
        if (!fenced)
            lost.Attachment.Writer!.Steps.Fence = null;
        bool done = false;
        lost.Attachment.Writer!.StepTaken = taken =>
        {
            if (taken != step || done)
                return;
            done = true;
            lost.Attachment.Region.Seats!.Lose();
            meanwhile?.Invoke(lost.Attachment.Region);
            var other = new Thread(() => SampleCommits.Write(next, 9));
            other.Start();
            other.Join();
        };
        return (lost, next, Record.Exception(() => SampleCommits.Write(lost, 2)));
    }

    private static ulong CounterOf(Region region) => Volatile.Read(ref new RegionHeader(region).CommitCounter);

    private static ref ulong FingerprintOf(Region region) => ref new RegionHeader(region).At<ulong>(HeaderLayout.FingerprintOffset);

    private static SampleStore ReaderOf(SampleWriter writer) => SampleStore.Open(writer.Path!);
}
