using ShmStore;

namespace SystemMonitor;

/// <summary>What the sampling process shares.</summary>
[SharedStore]
public partial class MachineStore
{
    /// <summary>The newest sample of the machine.</summary>
    public partial SharedEntry<Sample> Latest { get; }

    /// <summary>The processes that run, by their ids, as of that sample.</summary>
    public partial SharedMap<int, ProcessSample> Processes { get; }

    /// <summary>How many watchers are attached; each counts itself in and out.</summary>
    public partial SharedAtomic<int> Watchers { get; }
}

/// <summary>One look at all processes of the machine.</summary>
[SharedObject]
public sealed partial record Sample
{
    /// <summary>When it was taken.</summary>
    public required DateTime Taken { get; init; }

    /// <summary>How long taking it lasted, in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Processes that were not as in the sample before, or are new.</summary>
    public int Changed { get; init; }

    /// <summary>Processes of the sample before that have ended.</summary>
    public int Ended { get; init; }
}

/// <summary>One process.</summary>
[SharedObject]
public sealed partial record ProcessSample
{
    /// <summary>Name of the program.</summary>
    public required string Name { get; init; }

    /// <summary>Share of one processor since the last sample, in percent; null in the first.</summary>
    public double? ProcessorPercent { get; init; }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Threads.</summary>
    public int Threads { get; init; }
}
