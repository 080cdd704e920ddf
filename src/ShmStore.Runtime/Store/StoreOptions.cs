using ShmStore.Layout;

namespace ShmStore;

/// <summary>How a writer creates or opens a store.</summary>
public sealed class StoreOptions
{
    /// <summary>64 GiB: address space only, nothing is used before it is needed.</summary>
    public const long DefaultMaximumSize = 64L * 1024 * 1024 * 1024;

    /// <summary>
    /// Bytes the store may grow to; <see cref="DefaultMaximumSize"/> unless set. Counts when a store is created: an existing one keeps what it has, whatever is asked for here, and tells it by <see cref="StoreStatistics.MaximumBytes"/>.
    /// Rounded down to a multiple of 64 KiB; less than 2<sup>48</sup>. Reserves address space, no memory.
    /// </summary>
    public long MaximumSize { get; init; } = DefaultMaximumSize;

    /// <summary>What to do when there is, or is not, a store at the path. <see cref="StoreMode.OpenOrCreate"/> unless set.</summary>
    public StoreMode Mode { get; init; }

    /// <summary>
    /// How many may write at a time; <see cref="WriterMode.Exclusive"/> unless set. Kept in the store: who opens it later as a writer asks for the same, or gets a <see cref="WriterModeException"/>.
    /// </summary>
    public WriterMode Writers { get; init; }

    /// <summary>
    /// Gives every block a checksum, so that what a power failure left of a store on disk can be told from what it damaged. Counts when a store is created: an existing one keeps what it has, whatever is asked for here, and tells it by
    /// <see cref="StoreStatistics.Checksums"/>.
    /// </summary>
    /// <remarks>Writing then costs reading the block once more, and opening a writer reading all values. Readers pay nothing.</remarks>
    public bool Checksums { get; init; }

    /// <summary>How often a read is tried when the writer overtakes it, before <see cref="ReadContentionException"/>. <see cref="OpenOptions.DefaultMaximumReadAttempts"/> unless set.</summary>
    public int MaximumReadAttempts { get; init; } = OpenOptions.DefaultMaximumReadAttempts;

    /// <summary>The clock that entries of maps expire by. Readers and writer of a store go by the same time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Check()
    {
        OpenOptions.CheckReading(MaximumReadAttempts, TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumSize, IndexLayout.OffsetMask);
        if (Mode is not (StoreMode.OpenOrCreate or StoreMode.CreateNew or StoreMode.Open))
            throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "There is no such mode of opening.");
        if (Writers is not (WriterMode.Exclusive or WriterMode.Several))
            throw new ArgumentOutOfRangeException(nameof(Writers), Writers, "There is no such mode of writing.");
    }
}
