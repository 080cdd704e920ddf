namespace ShmStore;

/// <summary>What <see cref="SharedStoreFile.Verify"/> found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StoreReport
{
    internal StoreReport(string path, string? schemaName, bool hasChecksums, bool wasWritten, FindingList findings, StoreContent content)
    {
        Path = path;
        SchemaName = schemaName;
        HasChecksums = hasChecksums;
        WasWritten = wasWritten;
        Findings = findings.ToArray();
        IsComplete = findings.Left == 0 && findings.Stopped is null;
        IsSound = IsComplete && findings.Damages == 0;
        Content = content;
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Full name of the schema class the store was made from; null when its schema could not be read.</summary>
    public string? SchemaName { get; }

    /// <summary>True when no damage was found and everything was looked at. Leftovers of a dead writer do not count as damage.</summary>
    public bool IsSound { get; }

    /// <summary>False when findings were left out, or parts not looked at, because a limit was reached or the store is of another format version.</summary>
    public bool IsComplete { get; }

    /// <summary>
    /// True when a writer changed the store during every attempt to look at it. <see cref="Findings"/> then has what several looks found in the same way, which is really there; numbers in
    /// <see cref="Content"/> are of no one moment.
    /// </summary>
    public bool WasWritten { get; }

    /// <summary>True when each block of the store has a checksum.</summary>
    public bool HasChecksums { get; }

    /// <summary>What was found, in the order of the file; empty for a sound store that was closed.</summary>
    public IReadOnlyList<StoreFinding> Findings { get; }

    /// <summary>What the store holds.</summary>
    public StoreContent Content { get; }

    /// <inheritdoc/>
    public override string ToString() => $"'{Path}': {(IsSound ? "sound" : IsComplete ? "damaged" : "not completely checked")}"
        + string.Concat(Findings.Select(static finding => $"{Environment.NewLine}  {finding}"));
}
