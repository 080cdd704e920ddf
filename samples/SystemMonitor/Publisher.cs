using System.Diagnostics;

namespace SystemMonitor;

/// <summary>Brings the store to the state of the machine: sets the processes that have changed and removes those that have ended, in one commit.</summary>
internal sealed class Publisher(MachineStore.Writer store)
{
    private readonly Sampler _sampler = new();

    // What a writer before this one has left is there too.
    private Dictionary<int, ProcessSample> _published = store.Processes.ToDictionary();

    /// <summary>Takes a sample and shares it.</summary>
    public void Publish()
    {
        long started = Stopwatch.GetTimestamp();
        Dictionary<int, ProcessSample> current = _sampler.Take();
        KeyValuePair<int, ProcessSample>[] changed = [.. current.Where(process => _published.GetValueOrDefault(process.Key) != process.Value)];
        int[] ended = [.. _published.Keys.Except(current.Keys)];

        // All or nothing for those who take a snapshot.
        using var commit = store.BeginCommit();
        store.Processes.SetMany(changed);
        foreach (int id in ended)
        {
            store.Processes.Remove(id);
        }

        store.Latest.Set(new Sample
        {
            Taken = DateTime.UtcNow,
            Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            Changed = changed.Length,
            Ended = ended.Length,
        });
        commit.Complete();
        _published = current;
    }
}
