namespace ShmStore;

/// <summary>What <see cref="SharedStoreFile.Repair"/> did.</summary>
/// <param name="Found">What was wrong before.</param>
/// <param name="WasRepaired">False when nothing was damaged: the file is as it was, and was copied if there was a <see cref="Destination"/>.</param>
/// <param name="Values">Keys and entries of maps that were saved, or copied; those that there are, if the file was left as it is.</param>
/// <param name="Changes">
/// What is not as it was: as <see cref="StoreFindingSeverity.Damage"/> what was lost, as <see cref="StoreFindingSeverity.Note"/> what was put right or found again, and how far that can be trusted.
/// </param>
public sealed record RepairReport(StoreReport Found, bool WasRepaired, long Values, IReadOnlyList<StoreFinding> Changes)
{
    /// <summary>Where the damaged file is now; null when it was not kept, or nothing was damaged.</summary>
    public string? DamagedFile { get; init; }

    /// <summary>Where what was saved is, or the copy of a sound store, if <see cref="RepairOptions.Destination"/> was given: the whole path. Null otherwise.</summary>
    public string? Destination { get; init; }

    /// <summary>What was lost.</summary>
    public IEnumerable<StoreFinding> Lost => Changes.Where(static change => change.Severity == StoreFindingSeverity.Damage);

    /// <summary>The file and what became of it, and each change on a line of its own.</summary>
    public override string ToString() => $"'{Found.Path}': {Outcome}{(DamagedFile is { } kept ? $"; the damaged file is '{kept}'" : "")}"
        + string.Concat(Changes.Select(static change => $"{Environment.NewLine}  {change}"));

    private string Outcome => (WasRepaired, Destination) switch
    {
        (true, null) => $"{Values} values saved",
        (true, _) => $"{Values} values saved to '{Destination}'",
        (false, null) => "sound, and left as it is",
        (false, _) => $"sound; {Values} values copied to '{Destination}'",
    };
}
