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
    public async Task An_await_within_a_commit_is_an_exception_and_no_more(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.A.Set(Sample.Of(1));
            await new OtherThread();
            commit.Complete();
        });
        Assert.False(writer.A.HasValue);
        writer.A.Set(Sample.Of(2));
        using (StoreCommit next = writer.BeginCommit())
        {
            writer.B.Set(Sample.Of(3));
            next.Complete();
        }

        Assert.Equal((2, 3), (writer.A.Value.Number, writer.B.Value.Number));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_commit_whose_thread_has_ended_keeps_nobody_out(WriterMode mode)
    {
        using SampleWriter writer = Open(mode);
        StoreCommit forsaken = null!;
        Run(() =>
        {
            forsaken = writer.BeginCommit();
            writer.A.Set(Sample.Of(1));
        });
        Within(() => writer.B.Set(Sample.Of(2)));
        Assert.Equal((false, 2), (writer.A.HasValue, writer.B.Value.Number));
        Assert.Contains("given up", Assert.Throws<InvalidOperationException>(() => forsaken.Complete()).Message, StringComparison.Ordinal);
        forsaken.Dispose();
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
            Assert.Throws<ObjectDisposedException>(() => commit.Complete());
        }));
        thread.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        Within(writer.Dispose);
        disposed.Set();
        Assert.True(thread.Join(Patience));
        Assert.Null(failure);
        Assert.False(reader.A.HasValue);
    }

    [Fact]
    public void Whenever_it_is_given_up_all_of_it_has_happened_or_nothing()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        StoreCommit? open = null;
        bool stop = false;
        var other = new Thread(() =>
        {
            var random = new Random(1);
            while (!Volatile.Read(ref stop))
            {
                Thread.SpinWait(random.Next(2000));
                Volatile.Read(ref open)?.Dispose();
            }
        });
        other.Start();
        int completed = 0;
        int givenUp = 0;
        for (int i = 1; i <= 20_000 || (completed == 0 || givenUp == 0) && i < 2_000_000; i++)
        {
            using StoreCommit commit = writer.BeginCommit();
            Volatile.Write(ref open, commit);
            writer.A.Set(Sample.Of(i));
            writer.B.Set(Sample.Of(i));
            try
            {
                commit.Complete();
                completed++;
                Assert.Equal((i, i), (writer.A.Value.Number, writer.B.Value.Number));
            }
            catch (InvalidOperationException)
            {
                givenUp++;
            }
        }

        Volatile.Write(ref stop, true);
        other.Join();
        Assert.True(completed > 0 && givenUp > 0, $"{completed} completed, {givenUp} given up");
        writer.A.Set(Sample.Of(1));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    private SampleWriter Open(WriterMode mode) => SampleWriter.Open(_folder.File(), new StoreOptions { Writers = mode });

    private static void Within(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "waits for ever");
        Assert.Null(failure);
    }

    private static void Run(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    /// <summary>Continues on a thread of its own.</summary>
    private readonly struct OtherThread : System.Runtime.CompilerServices.INotifyCompletion
    {
        public bool IsCompleted => false;

        public OtherThread GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => new Thread(() => continuation()).Start();
    }
}
