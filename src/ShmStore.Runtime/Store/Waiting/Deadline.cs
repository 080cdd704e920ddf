using System.Diagnostics;

namespace ShmStore.Store.Waiting;

/// <summary>When a wait is over: by a clock that nobody sets, or because it was cancelled. Whoever waits asks every few milliseconds.</summary>
internal readonly struct Deadline
{
    private readonly long _at;
    private readonly CancellationToken _cancellation;

    private Deadline(long at, CancellationToken cancellation)
    {
        _at = at;
        _cancellation = cancellation;
    }

    /// <summary>The wait lasts as long as it takes.</summary>
    public static Deadline Never => new(long.MaxValue, CancellationToken.None);

    /// <summary>True once the time is up, or the wait was cancelled.</summary>
    public bool IsOver => (_at != long.MaxValue && Stopwatch.GetTimestamp() >= _at) || _cancellation.IsCancellationRequested;

    /// <summary>The end of a wait that begins now.</summary>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>. So long that the clock does not reach its end is for ever.</param>
    public static Deadline After(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return Never;
        double at = Stopwatch.GetTimestamp() + (timeout.TotalSeconds * Stopwatch.Frequency);
        return at < long.MaxValue ? new Deadline((long)at, CancellationToken.None) : Never;
    }

    /// <summary>This end, or earlier when the wait is cancelled.</summary>
    public Deadline OrCancelled(CancellationToken cancellation) => new(_at, cancellation);

    /// <summary>The end of a wait that begins now, lasts so long, and is part of this one.</summary>
    public Deadline Within(TimeSpan time) => new(Math.Min(After(time)._at, _at), _cancellation);

    /// <summary>As long as that, or until the end if it comes earlier; no time behind the end.</summary>
    public TimeSpan AtMost(TimeSpan time)
    {
        if (_at == long.MaxValue)
            return time;
        TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _at);
        return left > time ? time : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
