using ShmStore.Memory;

namespace ShmStore.Tests.Store.Turns;

/// <summary>Instead of the system's locks: says who lives, and notes how long was slept.</summary>
internal sealed unsafe class FakeSeats(int own) : IWriterSeats
{
    public int Own => own;

    public bool IsClosed => false;

    public bool OwnerIsAlive { get; set; }

    public Action Slept { get; set; } = static () => { };

    public List<TimeSpan> Times { get; } = [];

    public int Looks { get; private set; }

    public bool TryKeep() => true;

    public bool AreOfSameFile(IWriterSeats other) => other == this;

    public bool IsTakenByOther(int seat)
    {
        Looks++;
        Assert.NotEqual(own, seat);
        return OwnerIsAlive;
    }

    public bool IsAttachedByOther(int seat) => false;

    public bool AreOthersAttached => false;

    public void NoteAttached()
    {
    }

    public void Sleep(uint* word, uint value, TimeSpan time)
    {
        Assert.Equal(*word, value);
        Times.Add(time);
        Slept();
    }

    public int Wakes { get; private set; }

    public void WakeOne(uint* word) => Wakes++;

    public void Lose()
    {
    }
}
