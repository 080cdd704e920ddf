using System.Diagnostics;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>What every wait channel promises, whatever it waits by.</summary>
/// <remarks>A futex channel sleeps longer here than anything may take, so that nothing ends by its patience but what nobody has woken.</remarks>
public sealed unsafe class WaitChannelTests : IDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();

    public static TheoryData<string> Kinds => ["futex in a file", "futex in private memory", "polling in a file", "polling in private memory"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wait_for_a_value_that_is_gone_returns_at_once(string kind)
    {
        using Waiting waiting = Make(kind);
        *waiting.Counter = 7;
        AssertSoon(() => waiting.Reader.Wait(6));
        AssertSoon(() => waiting.Reader.Wait(8));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_change_ends_the_wait(string kind)
    {
        using Waiting waiting = Make(kind);
        Thread[] threads = [waiting.Start(), waiting.Start(), waiting.Start()];
        Thread.Sleep(50);
        Assert.All(threads, static thread => Assert.True(thread.IsAlive));
        waiting.Advance();
        Assert.All(threads, AssertEnds);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_interrupt_ends_the_waits_of_its_channel(string kind)
    {
        using Waiting waiting = Make(kind);
        Thread[] threads = [waiting.Start(), waiting.Start()];
        Thread.Sleep(50);
        AssertSoon(waiting.Reader.Interrupt);
        Assert.All(threads, AssertEnds);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_interrupt_that_finds_nobody_ends_the_waits_that_are_on_their_way_and_no_others(string kind)
    {
        using Waiting waiting = Make(kind);
        long before = waiting.Reader.Interruptions;
        waiting.Reader.Interrupt();
        for (int i = 0; i < 3; i++)
            AssertSoon(() => waiting.Reader.Wait(*waiting.Counter, before, TimeSpan.MaxValue));
        Thread later = waiting.Start();
        Assert.False(later.Join(50));
        waiting.Advance();
        AssertEnds(later);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wait_ends_when_its_time_is_up(string kind)
    {
        using Waiting waiting = Make(kind);
        long start = Stopwatch.GetTimestamp();
        waiting.Reader.Wait(*waiting.Counter, waiting.Reader.Interruptions, TimeSpan.Zero);

        // It may end too soon, but not each time.
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(30))
            waiting.Reader.Wait(*waiting.Counter, waiting.Reader.Interruptions, TimeSpan.FromMilliseconds(30) - Stopwatch.GetElapsedTime(start));
        Assert.Equal(0UL, *waiting.Counter);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_interrupt_is_lost_however_close_it_comes(string kind)
    {
        using Waiting waiting = Make(kind);
        int noted = 0;
        int returned = 0;
        const int rounds = 2000;
        Thread thread = StartApart(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                long interruptions = waiting.Reader.Interruptions;
                Volatile.Write(ref noted, i + 1);
                waiting.Reader.Wait(*waiting.Counter, interruptions, TimeSpan.MaxValue);
                Volatile.Write(ref returned, i + 1);
            }
        });

        // Each interrupt is for one wait, and comes at any point of its way into the kernel.
        for (int i = 0; i < rounds; i++)
        {
            while (Volatile.Read(ref noted) <= i)
                Thread.Yield();
            long start = Stopwatch.GetTimestamp();
            waiting.Reader.Interrupt();
            do
                Assert.True(Stopwatch.GetElapsedTime(start) < Soon, $"Interrupt {i} was lost.");
            while (Volatile.Read(ref returned) <= i);
        }

        AssertEnds(thread);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_cancellation_is_lost_however_close_it_comes_and_others_stay(string kind)
    {
        using Waiting waiting = Make(kind);
        Thread other = waiting.Start();
        CancellableWait[] waits = [.. Enumerable.Range(0, 1000).Select(static _ => new CancellableWait())];
        int begun = 0;
        Thread thread = StartApart(() =>
        {
            foreach (CancellableWait wait in waits)
            {
                Volatile.Write(ref begun, begun + 1);
                while (!wait.IsCancelled)
                    waiting.Reader.Wait(*waiting.Counter, waiting.Reader.Interruptions, TimeSpan.MaxValue, wait);
            }
        });
        var random = new Random(-1);
        for (int i = 0; i < waits.Length; i++)
        {
            while (Volatile.Read(ref begun) <= i)
                Thread.Yield();
            Thread.SpinWait(random.Next(300));
            AssertSoon(() => waiting.Reader.Cancel(waits[i]));
            Assert.False(waits[i].IsInside);
        }

        AssertEnds(thread);
        AssertSoon(() => waiting.Reader.Wait(*waiting.Counter, waiting.Reader.Interruptions, TimeSpan.MaxValue, waits[0]));
        waiting.Advance();
        AssertEnds(other);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disposing_ends_the_waits_and_later_ones_are_refused(string kind)
    {
        using Waiting waiting = Make(kind);
        Thread thread = waiting.Start();
        Thread.Sleep(50);
        long before = waiting.Reader.Interruptions;
        AssertSoon(waiting.Reader.Dispose);
        AssertEnds(thread);
        AssertSoon(() => waiting.Reader.Wait(*waiting.Counter, before, TimeSpan.MaxValue));
        Assert.Throws<ObjectDisposedException>(waiting.WaitOnce);
        waiting.Reader.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_channel_can_be_ended_after_its_region(string kind)
    {
        using Waiting waiting = Make(kind);
        Thread thread = waiting.Start();
        Thread.Sleep(50);
        waiting.Region.Dispose();
        AssertSoon(waiting.Reader.Dispose);
        AssertEnds(thread);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_counter_must_be_aligned_and_inside(string kind)
    {
        using Waiting waiting = Make(kind);
        foreach (long offset in new[] { -8, 4, waiting.Region.Committed, waiting.Region.Committed - 4, long.MaxValue & -8 })
            Assert.Throws<ArgumentOutOfRangeException>(() => waiting.Provider.OpenWaitChannel(waiting.Region, offset));
    }

    private static void AssertEnds(Thread thread) => Assert.True(thread.Join(Soon), "The wait did not end.");

    // What ends waits itself returns only when they have ended, by their patience if by nothing else.
    private static void AssertSoon(Action act)
    {
        long start = Stopwatch.GetTimestamp();
        act();
        Assert.True(Stopwatch.GetElapsedTime(start) < Soon, "It took as long as a wait that nobody ends.");
    }

    // A test that fails disposes the channel under it.
    private static Thread StartApart(Action act)
    {
        var thread = new Thread(() =>
        {
            try
            {
                act();
            }
            catch (ObjectDisposedException)
            {
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private Waiting Make(string kind)
    {
        IRegionProvider provider = kind.StartsWith("futex", StringComparison.Ordinal) ? new LinuxRegionProvider() : new PortableRegionProvider();
        if (kind.EndsWith("private memory", StringComparison.Ordinal))
        {
            Region memory = provider.CreatePrivate(4096, 4096);
            return new Waiting(provider, memory, memory);
        }

        Region writer = provider.Create(_folder.File(), 4096, 4096, static _ => { });
        return new Waiting(provider, writer, null);
    }

    /// <summary>A region with a counter at its start, and the channels of a writer and a reader.</summary>
    private sealed class Waiting : IDisposable
    {
        private readonly Region _written;
        private readonly IWaitChannel _writer;

        public Waiting(IRegionProvider provider, Region written, Region? read)
        {
            Provider = provider;
            _written = written;
            _writer = Open(written);
            Region = read ?? provider.Open(written.Path!, RegionAccess.Read, 4096);
            Reader = Open(Region);
        }

        public IRegionProvider Provider { get; }

        public Region Region { get; }

        public IWaitChannel Reader { get; }

        public ulong* Counter => (ulong*)_written.Origin;

        public void Advance()
        {
            Volatile.Write(ref *Counter, *Counter + 1);
            _writer.Signal(*Counter);
        }

        public void WaitOnce() => Reader.Wait(*Counter);

        public Thread Start()
        {
            ulong seen = *Counter;
            var thread = new Thread(() => Reader.Wait(seen)) { IsBackground = true };
            thread.Start();
            return thread;
        }

        private IWaitChannel Open(Region region)
        {
            switch (region)
            {
                case LinuxPrivateRegion memory:
                    return new FutexWaitChannel((ulong*)memory.Origin, memory.Announced, memory) { Patience = Forever };
                case LinuxFileRegion file:
                    AddressRange? announcements = WaitFile.TryMap(file.Path!, create: file.Access == RegionAccess.Write, alwaysNamed: false);
                    Assert.NotNull(announcements);
                    AddressRange page = file.MapCounter(0, out ulong* counter);
                    return new FutexWaitChannel(counter, WaitFile.Announced(announcements), page, announcements) { Patience = Forever };
                default:
                    return Provider.OpenWaitChannel(region, 0);
            }
        }

        public void Dispose()
        {
            Reader.Dispose();
            _writer.Dispose();
            Region.Dispose();
            _written.Dispose();
        }
    }
}
