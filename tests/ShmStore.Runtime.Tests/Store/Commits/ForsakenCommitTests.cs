using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Commits that their threads do not end: another one does, and nobody waits for ever.</summary>
public sealed class ForsakenCommitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    public static TheoryData<WriterMode> Modes => OperatingSystem.IsLinux() ? [WriterMode.Exclusive, WriterMode.Several] : [WriterMode.Exclusive];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_commit_whose_thread_has_ended_keeps_nobody_out(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        Forsake(writer);
        Within(() => writer.B.Set(Sample.Of(2)));
        Assert.Equal((false, 2), (writer.A.HasValue, writer.B.Value.Number));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void So_it_does_through_another_writer_of_the_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        using SampleWriter writer = Open(WriterMode.Several);
        using SampleWriter other = Open(WriterMode.Several);
        Forsake(writer);
        Within(() => other.B.Set(Sample.Of(2)));
        Assert.Equal((false, 2), (other.A.HasValue, other.B.Value.Number));
        Within(() => writer.B.Set(Sample.Of(3)));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Disposing_the_writer_does_not_wait_for_a_commit_of_another_thread(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        using SampleStore reader = writer.OpenReader();
        using var begun = new ManualResetEventSlim();
        using var disposed = new ManualResetEventSlim();
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.A.Set(Sample.Of(1));
            begun.Set();
            disposed.Wait(TestContext.Current.CancellationToken);
            Assert.Throws<ObjectDisposedException>(() => writer.A.Set(Sample.Of(2)));
            Assert.IsType<ObjectDisposedException>(commit.Failure());
        }));
        thread.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        Within(writer.Dispose);
        disposed.Set();
        Assert.True(thread.Join(Patience));
        Assert.Null(failure);
        Assert.False(reader.A.HasValue);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive, 0)]
    [InlineData(WriterMode.Exclusive, 3)]
    [InlineData(WriterMode.Several, 0)]
    [InlineData(WriterMode.Several, 3)]
    public void A_number_that_it_told_is_no_other_commit_s(WriterMode mode, int abandoned)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "One writer only.");
        using (SampleWriter first = Open(mode))
            first.A.Set(Sample.Of(0));
        long told;
        using (HostProcess child = HostProcess.Start("store-tell", _folder.File(), mode.ToString(), $"{abandoned}"))
        {
            told = long.Parse(child.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
            child.Kill();
        }

        using SampleWriter next = Open(mode);
        Assert.True(next.A.Set(Sample.Of(3)) > told);
    }

    [Fact]
    public void Nor_is_it_that_of_another_writer_when_it_is_given_up_or_taken_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        using SampleWriter first = Open(WriterMode.Several);
        using SampleWriter second = Open(WriterMode.Several);
        long told;
        using (first.BeginCommit())
            told = first.A.Set(Sample.Of(1));
        Assert.True(second.A.Set(Sample.Of(2)) > told);
        Assert.False(second.A.TrySet(Sample.Of(3), told));
        using (first.BeginCommit())
        {
            told = first.A.Set(Sample.Of(4));
            first.Attachment.Region.Seats!.Lose();
            Within(() => Assert.True(second.A.Set(Sample.Of(5)) > told));
        }
    }

    [Fact]
    public void A_writer_that_ends_as_it_should_uses_no_number_up()
    {
        using (SampleWriter first = Open(WriterMode.Exclusive))
            Assert.Equal(2, first.A.Set(Sample.Of(0)));
        using SampleWriter next = Open(WriterMode.Exclusive);
        Assert.Equal((2, 3), (next.Version, next.A.Set(Sample.Of(3))));
    }

    [Fact]
    public void Whenever_the_writer_is_disposed_all_of_a_commit_has_happened_or_nothing()
    {
        for (int round = 0; round < 500; round++)
        {
            using SampleWriter writer = SampleWriter.Open(null);
            using SampleStore reader = writer.OpenReader();
            int begun = 0;
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() =>
            {
                for (int i = 1; i < int.MaxValue; i++)
                {
                    using StoreCommit commit = writer.BeginCommit();
                    Volatile.Write(ref begun, i);
                    writer.A.Set(Sample.Of(i));
                    writer.B.Set(Sample.Of(i));
                    commit.Complete();
                }
            }));
            thread.Start();
            SpinWait.SpinUntil(() => Volatile.Read(ref begun) > 0);
            Thread.SpinWait(round * 20);
            writer.Dispose();
            Assert.True(thread.Join(Patience), "waits for ever");
            Assert.IsType<ObjectDisposedException>(failure);
            Assert.Equal(NumberOf(reader.A), NumberOf(reader.B));
        }
    }

    [Fact]
    public void A_commit_whose_turn_another_writer_has_taken_over_is_forgotten()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        using SampleWriter lost = Open(WriterMode.Several);
        using SampleWriter next = Open(WriterMode.Several);
        using (lost.BeginCommit())
        {
            lost.A.Set(Sample.Of(1));
            LoseTo(next, lost);
        }

        AssertLost(lost, next);
    }

    [Fact]
    public void So_is_one_whose_thread_has_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        using SampleWriter lost = Open(WriterMode.Several);
        using SampleWriter next = Open(WriterMode.Several);
        Forsake(lost);
        LoseTo(next, lost);
        AssertLost(lost, next);
    }

    private SampleWriter Open(WriterMode mode) => SampleWriter.Open(_folder.File(), new StoreOptions { Writers = mode });

    private static long NumberOf(SharedEntry<Sample> entry) => entry.TryGet(out Sample? sample) ? sample.Number : 0;

    private static void Forsake(SampleWriter writer)
    {
        var thread = new Thread(() =>
        {
            writer.BeginCommit();
            writer.A.Set(Sample.Of(1));
        });
        thread.Start();
        thread.Join();
    }

    private static void LoseTo(SampleWriter next, SampleWriter lost)
    {
        lost.Attachment.Region.Seats!.Lose();
        Within(() => next.B.Set(Sample.Of(9)));
    }

    // Nothing of it has happened, whoever asks is told so, and the other one goes on.
    private static void AssertLost(SampleWriter lost, SampleWriter next)
    {
        Within(() => Assert.Throws<WriterLostException>(() => lost.A.Set(Sample.Of(7))));
        Assert.Throws<WriterLostException>(() => lost.BeginCommit());
        long version = next.Version;
        Within(() => Assert.Equal(version + 1, next.A.Set(Sample.Of(10))));
        Assert.Equal((10, 9), (lost.A.Value.Number, lost.B.Value.Number));
        StoreInspection.AssertEveryBlockIsKnown(next);
    }

    private static void Within(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "waits for ever");
        Assert.Null(failure);
    }
}
