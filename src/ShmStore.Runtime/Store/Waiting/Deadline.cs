using System.Diagnostics;

namespace ShmStore.Store.Waiting;

/// <summary>When a wait is over, by a clock that nobody sets.</summary>
internal readonly struct Deadline
{
    private readonly long _at;

    private Deadline(long at) => _at = at;

    /// <summary>The wait lasts as long as it takes.</summary>
    public static Deadline Never => new(long.MaxValue);

    /// <summary>True once the time is up.</summary>
    public bool IsOver => _at != long.MaxValue && Stopwatch.GetTimestamp() >= _at;

    /// <summary>The end of a wait that begins now.</summary>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>. So long that the clock does not reach its end is for ever.</param>
    public static Deadline After(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return Never;
        double at = Stopwatch.GetTimestamp() + (timeout.TotalSeconds * Stopwatch.Frequency);
        return at < long.MaxValue ? new Deadline((long)at) : Never;
    }

    /// <summary>The end of a wait that begins now, lasts so long, and is part of this one.</summary>
    public Deadline Within(TimeSpan time)
    {
        Deadline part = After(time);
        return part._at < _at ? part : this;
    }

    /// <summary>As long as that, or until the end if it comes earlier.</summary>
    public TimeSpan AtMost(TimeSpan time)
    {
        if (_at == long.MaxValue)
            return time;
        TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _at);
        return left < time ? left : time;
    }
}
