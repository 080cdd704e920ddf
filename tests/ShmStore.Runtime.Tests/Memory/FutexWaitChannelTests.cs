using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>The futex protocol: nothing lost, nothing wasted, whatever lies at the path of the wait file.</summary>
public sealed unsafe class FutexWaitChannelTests : IDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();
    private readonly LinuxRegionProvider _provider = new();
    private readonly Region _writer;

    public FutexWaitChannelTests() => _writer = _provider.Create(_folder.File(), 4096, 4096, static _ => { });

    private ulong* Counter => (ulong*)_writer.Origin;

    private string WaitPath => _folder.File("region.wait");

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public void No_wake_up_is_lost_between_threads(int waiters, bool hasGlobalBarrier)
    {
        Region memory = _provider.CreatePrivate(4096, 4096);
        var counter = (ulong*)memory.Origin;
        ulong* announced = ((LinuxPrivateRegion)memory).Announced;
        var channels = new FutexWaitChannel[3];
        for (int i = 0; i < channels.Length; i++)
            channels[i] = new FutexWaitChannel(counter, announced, memory) { Patience = Forever, HasGlobalBarrier = hasGlobalBarrier && GlobalBarrier.ReachesThisProcess };

        // Of four, two share a channel, and one the writer's.
        IWaitChannel[] waiting = [channels[1], channels[0], channels[1], channels[2]];
        int done = new LockStep(counter, channels[0], waiting[..waiters]).Run(10_000, TimeSpan.FromSeconds(30));
        Assert.Equal(10_000, done);
        Assert.Equal(0, channels.Sum(static channel => channel.MissedWakeUps));
    }

    [Fact]
    public void The_stress_finds_a_channel_that_does_not_announce()
        => Assert.InRange(RunBroken(static (counter, announced) => new SilentChannel((ulong*)counter, (ulong*)announced)), 0, 9_999);

    [Fact]
    public void The_stress_finds_a_channel_whose_announcement_the_writer_clears()
        => Assert.InRange(RunBroken(static (counter, announced) => new ClearedFlagChannel((ulong*)counter, (ulong*)announced)), 0, 9_999);

    [Fact]
    public void No_wake_up_is_lost_between_processes()
    {
        const ulong rounds = 5_000;
        string answeredPath = _folder.File("answered");
        _provider.Create(answeredPath, 4096, 4096, static _ => { }).Dispose();
        using IWaitChannel question = _provider.OpenWaitChannel(_writer, 0);
        using var child = HostProcess.Start("answer", "linux", _folder.File(), answeredPath, "5000");
        child.Await("ready");
        using Region answered = _provider.Open(answeredPath, RegionAccess.Read, 4096);
        using var answer = Assert.IsType<FutexWaitChannel>(_provider.OpenWaitChannel(answered, 0));

        for (ulong round = 0; round < rounds; round++)
        {
            Volatile.Write(ref *Counter, round + 1);
            question.Signal(round + 1);
            while (Volatile.Read(ref *(ulong*)answered.Origin) == round)
                answer.Wait(round);
        }

        child.Succeed();
        Assert.Equal(0, answer.MissedWakeUps);
    }

    [Fact]
    public void A_signal_makes_no_system_call_when_nobody_waits()
    {
        using FutexWaitChannel channel = Open(_writer);
        Advance(channel, 10_000);
        Assert.Equal(0, channel.WakeCalls);

        // Looking at a value that is gone is no waiting.
        channel.Wait(3);
        Advance(channel, 10_000);
        Assert.Equal(0, channel.WakeCalls);
    }

    [Fact]
    public void A_waiter_costs_one_system_call_each_time_it_waits()
    {
        using FutexWaitChannel channel = Open(_writer);
        for (int i = 1; i <= 3; i++)
        {
            ulong seen = *Counter;
            var thread = new Thread(() => channel.Wait(seen));
            thread.Start();
            AwaitAnnouncement(seen);
            Advance(channel, 1000);
            thread.Join();
            Assert.Equal(i, channel.WakeCalls);
        }
    }

    [Fact]
    public void A_dead_waiter_costs_one_system_call_at_most()
    {
        using FutexWaitChannel channel = Open(_writer);
        using var child = HostProcess.Start("wait", "linux", _folder.File());
        child.Await("waiting");
        AwaitAnnouncement(0);
        child.Kill();
        Advance(channel, 10_000);
        Assert.InRange(channel.WakeCalls, 0, 1);
    }

    [Fact]
    public void A_waiter_in_another_process_is_woken()
    {
        using FutexWaitChannel channel = Open(_writer);
        using var child = HostProcess.Start("wait", "linux", _folder.File());
        child.Await("waiting");
        AwaitAnnouncement(0);
        Advance(channel, 1);
        child.Await("changed");
        Assert.Equal(1, channel.WakeCalls);
    }

    [Fact]
    public void A_senseless_announcement_costs_two_system_calls_at_most()
    {
        using FutexWaitChannel channel = Open(_writer);
        using (FileStream file = File.OpenWrite(WaitPath))
        {
            file.Position = 64;
            file.Write([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        }

        Advance(channel, 1000);
        Assert.InRange(channel.WakeCalls, 1, 2);
    }

    [Fact]
    public void A_waiter_that_nobody_wakes_looks_again_in_the_end()
    {
        using Region reader = _provider.Open(_folder.File(), RegionAccess.Read, 4096);
        using FutexWaitChannel channel = Open(_writer), waiter = Open(reader);
        var thread = new Thread(() => waiter.Wait(0));
        thread.Start();
        AwaitAnnouncement(0);

        // Between announcing and sleeping it looks again.
        Thread.Sleep(100);
        *Counter = 1;
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, waiter.MissedWakeUps);
    }

    [Fact]
    public void Readers_without_a_wait_file_poll_and_do_not_create_it()
    {
        using Region reader = _provider.Open(_folder.File(), RegionAccess.Read, 4096);
        AssertPolls(reader);
        Assert.Equal(["region"], _folder.Names());
    }

    [Fact]
    public void The_next_writer_uses_the_wait_file_that_is_there()
    {
        Open(_writer).Dispose();
        using Region reader = _provider.Open(_folder.File(), RegionAccess.Read, 4096);
        using FutexWaitChannel waiter = Open(reader);
        _writer.Dispose();
        using Region next = _provider.Open(_folder.File(), RegionAccess.Write, 4096);
        using FutexWaitChannel channel = Open(next);
        var thread = new Thread(() => waiter.Wait(0));
        thread.Start();
        Thread.Sleep(50);
        *(ulong*)next.Origin = 1;
        channel.Signal(1);
        thread.Join();
        Assert.Equal(0, waiter.MissedWakeUps);
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("short")]
    [InlineData("other content")]
    [InlineData("link")]
    [InlineData("dangling link")]
    [InlineData("pipe")]
    public void What_is_not_a_wait_file_is_left_alone_and_both_sides_poll(string kind)
    {
        string elsewhere = _folder.File("elsewhere");
        switch (kind)
        {
            case "directory":
                Directory.CreateDirectory(WaitPath);
                break;
            case "short":
                File.WriteAllText(WaitPath, "ShmWait1");
                break;
            case "other content":
                File.WriteAllBytes(WaitPath, new byte[8192]);
                break;
            case "link":
                Open(_writer).Dispose();
                File.Move(WaitPath, elsewhere);
                File.CreateSymbolicLink(WaitPath, elsewhere);
                break;
            case "dangling link":
                File.CreateSymbolicLink(WaitPath, elsewhere);
                break;
            default:
                Assert.True(TestFolder.TryRun("mkfifo", WaitPath));
                break;
        }

        string[] before = _folder.Names();
        using Region reader = _provider.Open(_folder.File(), RegionAccess.Read, 4096);
        AssertPolls(_writer);
        AssertPolls(reader);
        Assert.Equal(before, _folder.Names());
        if (kind == "other content")
            Assert.False(File.ReadAllBytes(WaitPath).AsSpan().ContainsAnyExcept((byte)0));
    }

    // One waiter: a second one that announces itself in time would have the first one woken, too.
    private static int RunBroken(Func<nint, nint, IWaitChannel> make)
    {
        using var provider = new LinuxRegionProvider().CreatePrivate(8192, 8192);
        nint counter = (nint)provider.Origin, announced = counter + 64;
        using IWaitChannel channel = make(counter, announced);
        return new LockStep((ulong*)counter, channel, channel).Run(10_000, TimeSpan.FromSeconds(1));
    }

    // Whoever waits for the change of a counter announces that first.
    private void AwaitAnnouncement(ulong counter)
    {
        using FileStream file = File.Open(WaitPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] word = new byte[sizeof(ulong)];
        Assert.True(SpinWait.SpinUntil(() => RandomAccess.Read(file.SafeFileHandle, word, 64) == word.Length && BitConverter.ToUInt64(word) > counter, TimeSpan.FromSeconds(30)), "Nobody has announced to wait.");
    }

    private FutexWaitChannel Open(Region region) => Assert.IsType<FutexWaitChannel>(_provider.OpenWaitChannel(region, 0));

    private void AssertPolls(Region region)
    {
        using var channel = Assert.IsType<PollingWaitChannel>(_provider.OpenWaitChannel(region, 0));
        channel.Signal(*Counter);
        var thread = new Thread(() => channel.Wait(*Counter));
        thread.Start();
        Thread.Sleep(20);
        ++*Counter;
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)));
    }

    private void Advance(FutexWaitChannel channel, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Volatile.Write(ref *Counter, *Counter + 1);
            channel.Signal(*Counter);
        }
    }
}
