using System.Diagnostics;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Turns;
using ShmStore.Store.Waiting;

namespace ShmStore.Tests.Store.Turns;

/// <summary>What a writer does that has no turn in time: by what it asks of the system, not measured.</summary>
public sealed unsafe class TurnDeadlineTests : IDisposable
{
    private const int Owner = 0;
    private const int Waiting = 1;

    // So that a busy machine comes to the first sleep in time.
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500);

    private readonly Region _region = new LinuxRegionProvider().CreatePrivate(RegionPages.Size, RegionPages.Size);
    private readonly FakeSeats _owning = new(Owner);
    private readonly FakeSeats _waiting = new(Waiting) { OwnerIsAlive = true };
    private readonly WriterTurn _owner;
    private readonly WriterTurn _late;

    public TurnDeadlineTests()
    {
        _owner = new WriterTurn(_region, _owning);
        _late = new WriterTurn(_region, _waiting);
        BeginElsewhere();
    }

    public void Dispose()
    {
        _late.Dispose();
        _owner.Dispose();
        _region.Dispose();
    }

    [Fact]
    public void Without_time_it_does_not_sleep_and_the_owner_has_nobody_to_wake()
    {
        Assert.False(_late.TryBegin(Deadline.After(TimeSpan.Zero), out _));
        Assert.False(_late.IsHeld);
        Assert.Empty(_waiting.Times);
        _owner.End();
        Assert.Equal(0, _owning.Wakes);
        Assert.True(_late.TryBegin(Deadline.After(TimeSpan.Zero), out TurnStart start));
        Assert.Equal(TurnStart.OtherWriter, start);
    }

    [Fact]
    public void It_sleeps_no_longer_than_it_has_time()
    {
        // Less than it would sleep otherwise.
        var time = TimeSpan.FromMilliseconds(9);
        _waiting.Slept = () => Thread.Sleep(_waiting.Times[^1]);

        // Again where the machine is so busy that the time is up before the first sleep.
        for (int attempt = 0; _waiting.Times.Count == 0 && attempt < 100; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            Assert.False(_late.TryBegin(Deadline.After(time), out _));
            Assert.InRange(Stopwatch.GetElapsedTime(start), time, TimeSpan.FromSeconds(30));
        }

        Assert.NotEmpty(_waiting.Times);
        Assert.All(_waiting.Times, slept => Assert.InRange(slept, TimeSpan.Zero, time));
    }

    [Fact]
    public void Woken_in_vain_it_leaves_somebody_who_wakes_the_next()
    {
        _waiting.Slept = () =>
        {
            _owner.End();
            BeginElsewhere();
            Thread.Sleep(Long);
        };
        Assert.False(_late.TryBegin(Deadline.After(Long), out _));
        Assert.Single(_waiting.Times);
        Assert.Equal(1, _owning.Wakes);
        _owner.End();
        Assert.Equal(2, _owning.Wakes);
    }

    [Fact]
    public void Cancelled_while_it_sleeps_it_looks_once_more_and_leaves_somebody_who_wakes_the_next()
    {
        using var cancelling = new CancellationTokenSource();
        _waiting.Slept = () =>
        {
            _owner.End();
            BeginElsewhere();
            cancelling.Cancel();
        };
        Assert.False(_late.TryBegin(Deadline.Never.OrCancelled(cancelling.Token), out _));
        Assert.False(_late.IsHeld);
        Assert.Single(_waiting.Times);
        Assert.InRange(_waiting.Times[0], TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
        Assert.Equal(1, _owning.Wakes);
        _owner.End();
        Assert.Equal(2, _owning.Wakes);
    }

    [Fact]
    public void A_turn_that_ends_while_it_sleeps_for_the_last_time_is_its_own()
    {
        _waiting.Slept = () =>
        {
            _owner.End();
            Thread.Sleep(Long);
        };
        Assert.True(_late.TryBegin(Deadline.After(Long), out TurnStart start));
        Assert.Equal(TurnStart.OtherWriter, start);
    }

    // A thread does not wait for itself.
    private void BeginElsewhere()
    {
        var thread = new Thread(() => _owner.TryBegin(Deadline.Never, out _));
        thread.Start();
        thread.Join();
    }
}
