using System.ComponentModel;
using System.Diagnostics;

namespace SystemMonitor;

/// <summary>Samples the machine's processes.</summary>
internal sealed class Sampler
{
    private Dictionary<int, TimeSpan> _lastTimes = [];
    private long _lastTimestamp;

    /// <summary>Takes a sample. Processes that end or may not be looked at meanwhile are left out.</summary>
    public Sample Take()
    {
        long started = Stopwatch.GetTimestamp();
        double elapsed = _lastTimestamp == 0 ? 0 : Stopwatch.GetElapsedTime(_lastTimestamp, started).TotalSeconds;
        var times = new Dictionary<int, TimeSpan>();
        var processes = new List<ProcessSample>();
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                if (TryTake(process, elapsed, times) is { } sample)
                {
                    processes.Add(sample);
                }
            }
        }

        _lastTimes = times;
        _lastTimestamp = started;
        return new Sample
        {
            Taken = DateTime.UtcNow,
            Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            Processes = [.. processes.OrderByDescending(static p => p.ProcessorPercent ?? 0).ThenByDescending(static p => p.Memory)],
        };
    }

    private ProcessSample? TryTake(Process process, double elapsed, Dictionary<int, TimeSpan> times)
    {
        try
        {
            TimeSpan time = process.TotalProcessorTime;
            times[process.Id] = time;
            return new ProcessSample
            {
                Id = process.Id,
                Name = process.ProcessName,
                Memory = process.WorkingSet64,
                Threads = process.Threads.Count,
                ProcessorPercent = elapsed > 0 && _lastTimes.TryGetValue(process.Id, out TimeSpan last) ? 100 * (time - last).TotalSeconds / elapsed : null,
            };
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
