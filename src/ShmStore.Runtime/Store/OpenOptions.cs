namespace ShmStore;

/// <summary>How a reader or contributor attaches to a store.</summary>
public sealed class OpenOptions
{
    /// <summary>Attempts before a read gives up: some milliseconds of being overtaken without a pause.</summary>
    public const int DefaultMaximumReadAttempts = 10_000;

    /// <summary>How often a read is tried when the writer overtakes it, before <see cref="ReadContentionException"/>. <see cref="DefaultMaximumReadAttempts"/> unless set.</summary>
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
