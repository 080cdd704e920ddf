namespace ShmStore;

/// <summary>How <see cref="SharedStoreFile.Repair"/> works.</summary>
public sealed class RepairOptions
{
    /// <summary>Where the repaired store goes: a path at which there is nothing, and then the damaged file stays as it is. Null to replace it.</summary>
    public string? Destination { get; init; }

    /// <summary>
    /// Whether a damaged file that is replaced stays beside the new one, under a name of its own that <see cref="RepairReport.DamagedFile"/> tells: it may have what could not be saved. It takes its room until
    /// somebody deletes it. True by default.
    /// </summary>
    public bool KeepDamaged { get; init; } = true;

    /// <summary>
    /// The schema of the program that uses the store, as <c>Market.Layout.Schema.ToArray()</c>: it takes the place of the store's where that is damaged. Of a store that was extended since by another program it is
    /// not enough: then the repair is refused, as it would give up values. Empty by default: what is saved is what the store's own schema describes.
    /// </summary>
    public ReadOnlyMemory<byte> Schema { get; init; }

    /// <summary>How far the check before goes.</summary>
    public VerifyOptions Verify { get; init; } = new();

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Verify, nameof(Verify));
        Verify.Check();
        if (Destination is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(Destination, nameof(Destination));
    }
}
