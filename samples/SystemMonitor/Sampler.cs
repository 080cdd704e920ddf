using System.ComponentModel;
using System.Diagnostics;

namespace SystemMonitor;

/// <summary>Samples the machine's processes.</summary>
internal sealed class Sampler
{
    private Dictionary<int, TimeSpan> _lastTimes = [];
    private long _lastTimestamp;

    /// <summary>Looks at all processes. Those that end or may not be looked at meanwhile are left out.</summary>
    public Dictionary<int, ProcessSample> Take()
    {
        long started = Stopwatch.GetTimestamp();
        double elapsed = _lastTimestamp == 0 ? 0 : Stopwatch.GetElapsedTime(_lastTimestamp, started).TotalSeconds;
        var times = new Dictionary<int, TimeSpan>();
        var processes = new Dictionary<int, ProcessSample>();
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                if (TryTake(process, elapsed, times) is { } sample)
                {
                    processes[process.Id] = sample;
                }
            }
        }

        _lastTimes = times;
        _lastTimestamp = started;
        return processes;
    }

    private ProcessSample? TryTake(Process process, double elapsed, Dictionary<int, TimeSpan> times)
    {
        try
        {
            TimeSpan time = process.TotalProcessorTime;
            times[process.Id] = time;
            return new ProcessSample
            {
                Name = process.ProcessName,
                Memory = process.WorkingSet64,
                Threads = process.Threads.Count,
                ProcessorPercent = elapsed > 0 && _lastTimes.TryGetValue(process.Id, out TimeSpan last) && time >= last ? 100 * (time - last).TotalSeconds / elapsed : null,
            };
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
