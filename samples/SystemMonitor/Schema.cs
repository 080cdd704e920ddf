using ShmStore;

namespace SystemMonitor;

/// <summary>What the sampling process shares.</summary>
[SharedStore]
public partial class MachineStore
{
    /// <summary>The newest sample of the machine.</summary>
    public partial SharedEntry<Sample> Latest { get; }

    /// <summary>How many watchers are attached; each counts itself in and out.</summary>
    public partial SharedAtomic<int> Watchers { get; }
}

/// <summary>All processes of the machine at one moment.</summary>
[SharedObject]
public sealed partial record Sample
{
    /// <summary>When it was taken.</summary>
    public required DateTime Taken { get; init; }

    /// <summary>How long taking it lasted, in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The processes, the busiest first.</summary>
    public required IReadOnlyList<ProcessSample> Processes { get; init; }
}

/// <summary>One process.</summary>
[SharedObject]
public sealed partial record ProcessSample
{
    /// <summary>Process id.</summary>
    public int Id { get; init; }

    /// <summary>Name of the program.</summary>
    public required string Name { get; init; }

    /// <summary>Share of one processor since the last sample, in percent; null in the first.</summary>
    public double? ProcessorPercent { get; init; }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Threads.</summary>
    public int Threads { get; init; }
}
