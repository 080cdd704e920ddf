using ShmStore.Torture.Journals;

namespace ShmStore.Torture.Runs;

/// <summary>What was counted.</summary>
internal sealed class Tally
{
    private readonly List<string> _violations = [];

    /// <summary>Writers that were killed while others went on.</summary>
    public long Kills { get; set; }

    /// <summary>Writers that were stopped and went on.</summary>
    public long Pauses { get; set; }

    /// <summary>Repairs of what a writer left that died during its turn.</summary>
    public long TakeOvers { get; set; }

    /// <summary>Writers that were taken for dead, went on, and noticed.</summary>
    public long Fenced { get; set; }

    /// <summary>Reads that were checked.</summary>
    public long Reads { get; set; }

    /// <summary>Snapshots among them.</summary>
    public long Snapshots { get; set; }

    /// <summary>Operations of writers.</summary>
    public long Commits { get; set; }

    /// <summary>Operations that found the store full.</summary>
    public long Full { get; set; }

    /// <summary>Segments of indexes that were copied.</summary>
    public long Growths { get; set; }

    /// <summary>Stores.</summary>
    public long Stores { get; set; }

    /// <summary>How long the take-overs took.</summary>
    public TakeOverTimes TakeOverTimes { get; } = new();

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_violations)
                return [.. _violations];
        }
    }

    /// <summary>True when anything was wrong.</summary>
    public bool HasViolations => Violations.Count > 0;

    /// <summary>Notes what was wrong. Thread-safe.</summary>
    public void Blame(string violation)
    {
        lock (_violations)
            _violations.Add(violation);
    }

    /// <summary>What was not tried at all; empty when all was.</summary>
    public IEnumerable<string> Untried()
    {
        (string What, long Count)[] all =
        [
            ("kills", Kills), ("pauses", Pauses), ("take-overs", TakeOvers), ("fenced", Fenced), ("reads", Reads), ("snapshots", Snapshots), ("commits", Commits), ("growths", Growths),
        ];
        return all.Where(static one => one.Count == 0).Select(static one => one.What);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"kills {Kills}, pauses {Pauses}, take-overs {TakeOvers}, fenced {Fenced}, reads {Reads}, snapshots {Snapshots}, commits {Commits}, full {Full}, growths {Growths}, stores {Stores}, violations {Violations.Count}";
}
