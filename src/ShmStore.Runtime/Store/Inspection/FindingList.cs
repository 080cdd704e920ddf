namespace ShmStore;

/// <summary>Collects findings, of which a bounded number is kept. Not thread-safe.</summary>
internal sealed class FindingList(int maximum)
{
    private readonly List<StoreFinding> _findings = [];

    /// <summary>How many were damage, kept or not.</summary>
    public long Damages { get; private set; }

    /// <summary>How many were not kept.</summary>
    public long Left { get; private set; }

    /// <summary>Why not everything was looked at; null when everything was.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Adds damage.</summary>
    public void Damage(StoreArea area, long? offset, string? key, string message) => Add(new StoreFinding(StoreFindingSeverity.Damage, area, offset, key, message));

    /// <summary>Adds what the next writer puts right.</summary>
    public void Leftover(StoreArea area, long? offset, string? key, string message) => Add(new StoreFinding(StoreFindingSeverity.Leftover, area, offset, key, message));

    /// <summary>Adds what is worth knowing.</summary>
    public void Note(StoreArea area, long? offset, string? key, string message) => Add(new StoreFinding(StoreFindingSeverity.Note, area, offset, key, message));

    /// <summary>Notes why not everything is looked at. That is kept, however much else was found.</summary>
    public void Stop(string why) => Stopped = why;

    /// <summary>What two looks at the same store found in the same way.</summary>
    public FindingList Both(FindingList other)
    {
        var both = new FindingList(maximum);
        var found = new HashSet<StoreFinding>(other._findings);
        foreach (StoreFinding finding in _findings.Where(found.Contains))
            both.Add(finding);
        both.Stopped = Stopped ?? other.Stopped;
        both.Left = Math.Min(Left, other.Left);
        return both;
    }

    /// <summary>The first of them, and how many more there are.</summary>
    public FindingList AtMost(int most)
    {
        var first = new FindingList(most);
        foreach (StoreFinding finding in _findings)
            first.Add(finding);
        first.Damages = Damages;
        first.Left += Left;
        first.Stopped = Stopped;
        return first;
    }

    /// <summary>What was kept.</summary>
    public StoreFinding[] ToArray() => Stopped is null ? [.. _findings] : [.. _findings, new StoreFinding(StoreFindingSeverity.Note, StoreArea.File, null, null, Stopped)];

    private void Add(StoreFinding finding)
    {
        if (finding.Severity == StoreFindingSeverity.Damage)
            Damages++;
        if (_findings.Count < maximum)
            _findings.Add(finding);
        else
            Left++;
    }
}
