namespace ShmStore;

/// <summary>How <see cref="SharedStoreFile.Repair"/> works.</summary>
public sealed class RepairOptions
{
    /// <summary>Where the repaired store goes: a path at which there is nothing, and then the damaged file stays as it is. Null to replace it.</summary>
    public string? Destination { get; init; }

    /// <summary>How far the check before goes.</summary>
    public VerifyOptions Verify { get; init; } = new();
}
