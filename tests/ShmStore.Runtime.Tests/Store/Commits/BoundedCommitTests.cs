using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Commits that begin in time or not at all, while other threads of the process write.</summary>
public sealed class BoundedCommitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    public static TheoryData<WriterMode> Modes => ForsakenCommitTests.Modes;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void No_time_is_enough_when_nobody_else_writes(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        for (int i = 1; i <= 100; i++)
        {
            Assert.True(writer.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
            using (commit)
            {
                writer.A.Set(Sample.Of(i));
                writer.B.Set(Sample.Of(i));
                commit.Complete();
            }

            Assert.Equal((i, i), (writer.A.Value.Number, writer.B.Value.Number));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void While_another_thread_has_one_open_there_is_none_and_nothing_has_changed(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using SampleWriter? second = mode == WriterMode.Several ? Open(mode) : null;
        using (new OtherCommit(writer, 1))
        {
            foreach (SampleWriter late in (SampleWriter[])(second is null ? [writer] : [writer, second]))
            {
                foreach (int milliseconds in (int[])[0, 1, 100])
                {
                    var time = TimeSpan.FromMilliseconds(milliseconds);
                    long start = Stopwatch.GetTimestamp();
                    Assert.False(late.TryBeginCommit(time, out StoreCommit none));
                    Assert.InRange(Stopwatch.GetElapsedTime(start), time, Patience);
                    none.Dispose();
                    Assert.Contains("never begun", Assert.IsType<InvalidOperationException>(none.Failure()).Message, StringComparison.Ordinal);
                    Assert.False(late.A.HasValue);
                }
            }
        }

        Assert.Equal(1, writer.A.Value.Number);
        Assert.True(writer.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
        commit.Dispose();
        Within(() => writer.B.Set(Sample.Of(2)));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void One_that_is_ended_in_time_is_waited_for(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using SampleWriter late = mode == WriterMode.Several ? Open(mode) : writer;
        foreach (TimeSpan time in (TimeSpan[])[Patience, TimeSpan.MaxValue, Timeout.InfiniteTimeSpan])
        {
            var other = new OtherCommit(writer, 1);
            var ending = new Thread(() =>
            {
                Thread.Sleep(50);
                other.Dispose();
            });
            ending.Start();
            Assert.True(late.TryBeginCommit(time, out StoreCommit commit));
            using (commit)
            {
                late.A.Set(Sample.Of(2));
                commit.Complete();
            }

            ending.Join();
            Assert.Equal(2, writer.A.Value.Number);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void One_whose_thread_has_ended_is_given_up_without_any_time(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using SampleWriter next = mode == WriterMode.Several ? Open(mode) : writer;

        // By a thread that enters the gate for the first time, and by one that has its bias.
        foreach (int writes in (int[])[0, 100])
        {
            var forsaking = new Thread(() =>
            {
                for (int i = 0; i < writes; i++)
                    writer.B.Set(Sample.Of(i));
                writer.BeginCommit();
                writer.A.Set(Sample.Of(1));
            });
            forsaking.Start();
            forsaking.Join();
            Assert.True(next.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
            commit.Dispose();
            Assert.False(writer.A.HasValue);
        }

        Within(() => writer.A.Set(Sample.Of(3)));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Nor_is_there_one_during_an_update_of_another_thread(int writesBefore)
    {
        using SampleWriter writer = SampleWriter.Open(null);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var updating = new Thread(() =>
        {
            for (int i = 0; i <= writesBefore; i++)
                writer.A.Set(Sample.Of(1));
            for (int i = 0; i < 3; i++)
            {
                writer.A.Update(old =>
                {
                    inside.Set();
                    leave.Wait();
                    return Sample.Of(old.Number + 1);
                });
            }
        });
        updating.Start();
        inside.Wait(TestContext.Current.CancellationToken);
        for (int i = 0; i < 10; i++)
        {
            Assert.False(writer.TryBeginCommit(TimeSpan.FromMilliseconds(i), out StoreCommit none));
            none.Dispose();
            Assert.Equal(1, writer.A.Value.Number);
        }

        leave.Set();
        updating.Join();
        Assert.True(writer.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
        commit.Dispose();
        Assert.Equal(4, writer.A.Value.Number);
    }

    [Fact]
    public void A_thread_does_not_wait_for_itself()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        using (writer.BeginCommit())
            Assert.Throws<InvalidOperationException>(() => writer.TryBeginCommit(TimeSpan.Zero, out _));
        Assert.Throws<InvalidOperationException>(() => writer.A.Update(old =>
        {
            writer.TryBeginCommit(Patience, out _);
            return old;
        }));
        Assert.True(writer.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
        using (commit)
            Assert.Throws<InvalidOperationException>(() => writer.BeginCommit());
    }

    [Fact]
    public void Nor_through_another_writer_of_the_store()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        using SampleWriter writer = Open(WriterMode.Several);
        using SampleWriter other = Open(WriterMode.Several);
        using (writer.BeginCommit())
            Assert.Throws<InvalidOperationException>(() => other.TryBeginCommit(TimeSpan.Zero, out _));
        Within(() => other.A.Set(Sample.Of(1)));
    }

    [Fact]
    public void A_time_that_is_none_is_refused()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => writer.TryBeginCommit(TimeSpan.FromMilliseconds(-2), out _)).ParamName);
        writer.A.Set(Sample.Of(1));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Who_waits_can_be_cancelled_and_holds_nothing_then(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using SampleWriter? second = mode == WriterMode.Several ? Open(mode) : null;
        using (new OtherCommit(writer, 1))
        {
            foreach (SampleWriter late in (SampleWriter[])(second is null ? [writer] : [writer, second]))
            {
                foreach (Action<CancellationToken> begin in Beginnings(late))
                {
                    using var cancelling = new CancellationTokenSource();
                    long cancelled = 0;
                    var timer = new Thread(() =>
                    {
                        Thread.Sleep(50);
                        cancelled = Stopwatch.GetTimestamp();
                        cancelling.Cancel();
                    });
                    timer.Start();
                    Assert.Equal(cancelling.Token, Assert.Throws<OperationCanceledException>(() => begin(cancelling.Token)).CancellationToken);
                    long ended = Stopwatch.GetTimestamp();
                    timer.Join();
                    Assert.InRange(Stopwatch.GetElapsedTime(cancelled, ended), TimeSpan.Zero, TimeSpan.FromSeconds(5));
                    Assert.False(late.A.HasValue);
                }
            }
        }

        Assert.Equal(1, writer.A.Value.Number);
        Within(() => (second ?? writer).B.Set(Sample.Of(2)));
        Within(() => writer.B.Set(Sample.Of(3)));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Who_is_cancelled_before_begins_none_though_nobody_writes(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        var cancelled = new CancellationToken(canceled: true);
        foreach (Action<CancellationToken> begin in Beginnings(writer))
        {
            Assert.Equal(cancelled, Assert.Throws<OperationCanceledException>(() => begin(cancelled)).CancellationToken);
            Within(() => writer.A.Set(Sample.Of(1)));
        }
    }

    [Fact]
    public void Once_a_commit_has_begun_a_cancellation_means_nothing()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        using var cancelling = new CancellationTokenSource();
        using (StoreCommit commit = writer.BeginCommit(cancelling.Token))
        {
            cancelling.Cancel();
            writer.A.Set(Sample.Of(1));
            writer.B.Set(Sample.Of(1));
            commit.Complete();
        }

        Assert.Equal((1, 1), (writer.A.Value.Number, writer.B.Value.Number));
    }

    [Fact]
    public void One_that_is_not_cancelled_in_time_is_late()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        using var never = new CancellationTokenSource();
        using (new OtherCommit(writer, 1))
            Assert.False(writer.TryBeginCommit(TimeSpan.FromMilliseconds(20), out _, never.Token));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Who_waits_when_the_writer_is_disposed_is_told(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using var other = new OtherCommit(writer, 1);
        Exception? failure = null;
        var waiting = new Thread(() => failure = Record.Exception(() => writer.TryBeginCommit(TimeSpan.FromMinutes(5), out _)));
        waiting.Start();
        Thread.Sleep(50);
        writer.Dispose();
        Assert.True(waiting.Join(Patience), "waits for ever");
        Assert.IsType<ObjectDisposedException>(failure);
    }

    private static Action<CancellationToken>[] Beginnings(SampleWriter writer) =>
    [
        token => writer.BeginCommit(token),
        token => writer.TryBeginCommit(Timeout.InfiniteTimeSpan, out _, token),
        token => writer.TryBeginCommit(TimeSpan.FromMinutes(5), out _, token),
    ];

    private SampleWriter Open(WriterMode mode) => SampleWriter.Open(_folder.File(), new StoreOptions { Writers = mode });

    private static void Within(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "waits for ever");
        Assert.Null(failure);
    }

    // A commit of another thread that is open, and completed when disposed.
    private sealed class OtherCommit : IDisposable
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly Thread _thread;

        public OtherCommit(SampleWriter writer, long number)
        {
            using var begun = new ManualResetEventSlim();
            _thread = new Thread(() =>
            {
                using StoreCommit commit = writer.BeginCommit();
                writer.A.Set(Sample.Of(number));
                begun.Set();
                _end.Wait();
                _ = commit.Failure();
            });
            _thread.Start();
            begun.Wait();
        }

        public void Dispose()
        {
            _end.Set();
            _thread.Join();
        }
    }
}
