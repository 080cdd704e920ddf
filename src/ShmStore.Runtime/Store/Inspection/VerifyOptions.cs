namespace ShmStore;

/// <summary>How far <see cref="SharedStoreFile.Verify"/> goes.</summary>
public sealed class VerifyOptions
{
    /// <summary>How many findings are kept before the rest is only counted; at least 1.</summary>
    public int MaximumFindings { get; init; } = 1000;

    /// <summary>How many blocks are looked at, at least 1: a bound for files that were made to keep a check busy.</summary>
    public long MaximumBlocks { get; init; } = 200_000_000;

    /// <summary>
    /// How many bytes of the file are looked at, at least 1. Checking needs memory of about a hundredth of the heap, and up to 16 MiB.
    /// </summary>
    public long MaximumBytes { get; init; } = 1L << 40;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumFindings, 1, nameof(MaximumFindings));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBlocks, 1, nameof(MaximumBlocks));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBytes, 1, nameof(MaximumBytes));
    }
}
