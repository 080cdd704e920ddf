using System.Diagnostics;
using ShmStore.Torture.Writers;

namespace ShmStore.Torture.Runs;

/// <summary>A writer's process, and what has happened to it so far.</summary>
internal sealed class WriterSlot(Child child, Fate fate)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _writing;
    private long _stopped;
    private long _lost;

    /// <summary>The process.</summary>
    public Child Child => child;

    /// <summary>What will happen to it.</summary>
    public Fate Fate => fate;

    /// <summary>How long ago it was started.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    /// <summary>How long it has been writing.</summary>
    public TimeSpan Wrote => _writing == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_writing);

    /// <summary>How long it is to stay stopped; null when it is not.</summary>
    public TimeSpan? StoppedFor { get; private set; }

    /// <summary>True when it was stopped before.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>True when it was stopped for so long.</summary>
    public bool IsDue => StoppedFor is { } time && Stopwatch.GetElapsedTime(_stopped) >= time;

    /// <summary>How long ago it went on after it had lost its seat; null when it has not.</summary>
    public TimeSpan? LostFor => _lost == 0 ? null : Stopwatch.GetElapsedTime(_lost);

    /// <summary>Notes that it goes on though it has lost its seat.</summary>
    public void NoteLost() => _lost = Stopwatch.GetTimestamp();

    /// <summary>Notes that it is writing.</summary>
    public void NoteWriting()
    {
        if (_writing == 0)
            _writing = Stopwatch.GetTimestamp();
    }

    /// <summary>Number of the turn in which it was stopped, for one that has lost its seat.</summary>
    public ulong StoppedIn { get; private set; }

    /// <summary>Notes that it is stopped, for so long at least, and in the turn of this number if that matters.</summary>
    public void Stop(TimeSpan time, ulong turn = 0)
    {
        _stopped = Stopwatch.GetTimestamp();
        StoppedFor = time;
        StoppedIn = turn;
    }

    /// <summary>Notes that it is not stopped any more.</summary>
    public void Continue()
    {
        StoppedFor = null;
        WasStopped = true;
    }
}
