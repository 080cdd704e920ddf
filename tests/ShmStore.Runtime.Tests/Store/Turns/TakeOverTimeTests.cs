using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Turns;
using ShmStore.Store.Waiting;

namespace ShmStore.Tests.Store.Turns;

/// <summary>
/// Who waits for the turn of a dead writer takes it over within 100 ms of the moment when the system releases the lock. Not measured, which would be of the machine and its load: counted, by what is done
/// between one look at the lock and the next.
/// </summary>
public sealed unsafe class TakeOverTimeTests : IDisposable
{
    private const int Owner = 0;
    private const int Waiting = 1;

    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(100);

    private readonly Region _region = new LinuxRegionProvider().CreatePrivate(RegionPages.Size, RegionPages.Size);

    public void Dispose() => _region.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void No_sleep_is_longer_and_none_follows_the_release(int sleepsBefore)
    {
        using var dead = new WriterTurn(_region, new FakeSeats(Owner));
        BeginElsewhere(dead);
        var seats = new FakeSeats(Waiting);
        seats.Slept = () => seats.OwnerIsAlive = seats.Times.Count < sleepsBefore;
        seats.OwnerIsAlive = sleepsBefore > 0;
        using var next = new WriterTurn(_region, seats);

        Assert.True(next.TryBegin(Deadline.Never, out TurnStart start));
        Assert.Equal(TurnStart.Unrepaired, start);
        Assert.Equal(sleepsBefore, seats.Times.Count);
        Assert.All(seats.Times, static time => Assert.InRange(time, TimeSpan.FromTicks(1), Promised / 2));

        // One look before each sleep, and one behind the last.
        Assert.Equal(sleepsBefore + 1, seats.Looks);
    }

    [Fact]
    public void Who_lives_and_ends_its_turn_is_not_taken_for_dead()
    {
        using var slow = new WriterTurn(_region, new FakeSeats(Owner));
        BeginElsewhere(slow);
        var seats = new FakeSeats(Waiting) { OwnerIsAlive = true };
        seats.Slept = () =>
        {
            if (seats.Times.Count == 500)
                slow.End();
        };
        using var next = new WriterTurn(_region, seats);

        Assert.True(next.TryBegin(Deadline.Never, out TurnStart start));
        Assert.Equal(TurnStart.OtherWriter, start);
        Assert.Equal(500, seats.Times.Count);
        Assert.False(slow.IsLost);
    }

    [Fact]
    public void A_new_writer_in_the_seat_of_the_dead_one_does_not_wait()
    {
        using var dead = new WriterTurn(_region, new FakeSeats(Owner));
        BeginElsewhere(dead);
        var seats = new FakeSeats(Owner) { OwnerIsAlive = true };
        using var next = new WriterTurn(_region, seats);

        Assert.True(next.TryBegin(Deadline.Never, out TurnStart start));
        Assert.Equal(TurnStart.Unrepaired, start);
        Assert.Empty(seats.Times);
    }

    // A thread does not wait for itself.
    private static void BeginElsewhere(WriterTurn turn)
    {
        var thread = new Thread(() => turn.TryBegin(Deadline.Never, out _));
        thread.Start();
        thread.Join();
    }
}
