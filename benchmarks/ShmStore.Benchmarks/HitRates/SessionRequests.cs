namespace ShmStore.Benchmarks.HitRates;

/// <summary>Requests for keys that are used a few times within a short while and never again, as those of sessions. The same sequence every time.</summary>
/// <param name="active">Sessions at a time. Each request is for one of them, whichever; one that is done is followed by a new one.</param>
/// <param name="uses">How often each is used.</param>
internal sealed class SessionRequests(int active, int uses)
{
    private const int Seed = 20_260;

    /// <summary>Numbers of the keys requested.</summary>
    /// <param name="count">How many requests.</param>
    public IEnumerable<int> Take(int count)
    {
        var random = new Random(Seed);
        (int Key, int Left)[] sessions = [.. Enumerable.Range(0, active).Select(key => (key, uses))];
        int next = active;
        for (int i = 0; i < count; i++)
        {
            int session = random.Next(active);
            (int key, int left) = sessions[session];
            sessions[session] = left == 1 ? (next++, uses) : (key, left - 1);
            yield return key;
        }
    }
}
