using System.Diagnostics;

namespace ShmStore.Torture.Journals;

/// <summary>
/// How long it took until another writer had taken over the turn of one that died: from the death, or from the beginning of the operation or the attachment that found it, whichever was later. The end of the
/// process is part of it, which is when the kernel releases its lock.
/// </summary>
internal sealed class TakeOverTimes
{
    /// <summary>Longer times are counted as this many milliseconds.</summary>
    public const int Longest = 255;

    private readonly long[] _counts = new long[Longest + 1];
    private TimeSpan _maximum;

    /// <summary>How many there are.</summary>
    public long Count => _counts.Sum();

    /// <summary>Notes the time since the last death, if nobody has done so before, for the operation that began at this time stamp.</summary>
    public static void Note(Journal journal, JournalRow row, long begun)
    {
        long died = 0;
        for (int writer = 0; writer < Journal.Writers; writer++)
            died = Math.Max(died, Interlocked.Exchange(ref journal[writer].DiedAt, 0));
        if (died == 0)
            return;
        long time = Stopwatch.GetTimestamp() - Math.Max(died, begun);
        row.LongestTakeOver = Math.Max(row.LongestTakeOver, time);
        row.TakeOverTime((int)Math.Min(Stopwatch.GetElapsedTime(0, time).TotalMilliseconds, Longest))++;
    }

    /// <summary>Adds those that a row has noted.</summary>
    public void Add(JournalRow row)
    {
        for (int time = 0; time <= Longest; time++)
            _counts[time] += row.TakeOverTime(time);
        TimeSpan longest = Stopwatch.GetElapsedTime(0, row.LongestTakeOver);
        _maximum = longest > _maximum ? longest : _maximum;
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 0
        ? "no turn was taken over"
        : $"turns of dead writers taken over, {Count} with their times from the kill: median {Percentile(0.5)} ms, 99 of 100 within {Percentile(0.99)} ms, longest {_maximum.TotalMilliseconds:F1} ms";

    // So many of them took no longer; rounded up.
    private int Percentile(double part)
    {
        long below = 0;
        int time = -1;
        while (below < part * Count)
            below += _counts[++time];
        return time + 1;
    }
}
