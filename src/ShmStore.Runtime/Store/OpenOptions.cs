namespace ShmStore;

/// <summary>How a reader or contributor attaches to a store.</summary>
public sealed class OpenOptions
{
    /// <summary>Attempts before a read gives up. Of a single key: some milliseconds of being overtaken without a pause.</summary>
    public const int DefaultMaximumReadAttempts = 10_000;

    /// <summary>How often a read is tried when the writer overtakes it, before <see cref="ReadContentionException"/>. <see cref="DefaultMaximumReadAttempts"/> unless set.</summary>
    /// <remarks>
    /// For a snapshot these are calls of its function, so the time until it gives up is that of the function times this: of one that looks up tens of thousands of keys, beside a writer that never pauses, seconds to minutes. Pass such a snapshot a
    /// <see cref="CancellationToken"/>, read less in it, or by going through all entries in place of looking up each, which takes less time; or read from a backup.
    /// </remarks>
    public int MaximumReadAttempts { get; init; } = DefaultMaximumReadAttempts;

    /// <summary>The clock that entries of maps expire by. Readers and writer of a store go by the same time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Check() => CheckReading(MaximumReadAttempts, TimeProvider);

    internal static void CheckReading(int maximumReadAttempts, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumReadAttempts, 1, nameof(MaximumReadAttempts));
        ArgumentNullException.ThrowIfNull(timeProvider, nameof(TimeProvider));
    }
}
