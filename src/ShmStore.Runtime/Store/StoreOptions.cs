using System.Runtime.Versioning;
using ShmStore.Layout;

namespace ShmStore;

/// <summary>How a writer creates or opens a store.</summary>
public sealed class StoreOptions
{
    /// <summary>64 GiB: address space only, nothing is used before it is needed.</summary>
    public const long DefaultMaximumSize = 64L * 1024 * 1024 * 1024;

    // The analyzer of platforms takes nameof for a use.
    private const string NameOfMode = "UnixCreateMode";

    private const UnixFileMode OwnMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AnyMode = OwnMode | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

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

    /// <summary>
    /// Who may read and write the file of a store that is created, as <see cref="FileStreamOptions.UnixCreateMode"/> says it, but exactly, whatever the umask; null, which it is unless set, for its user alone (0600). Read and write permissions
    /// only, those of the user among them.
    /// </summary>
    /// <remarks>
    /// Counts when a store is created: an existing file keeps its own. Means nothing in memory without a name. Group members or others who may write the store too are woken when they wait for changes and leave marks in maps with bounds (on
    /// Linux); those who may only read it look for changes every 1 to 16 ms. Who may write can do everything to the store and to those who have it open, and who may read can keep writers out.
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">Set on Windows, whose files have no such modes.</exception>
    [UnsupportedOSPlatform("windows")]
    public UnixFileMode? UnixCreateMode
    {
        get => CreateMode;
        init => CreateMode = OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException("Files on Windows have no Unix modes.") : value;
    }

    /// <inheritdoc cref="OpenOptions.MaximumReadAttempts"/>
    public int MaximumReadAttempts { get; init; } = OpenOptions.DefaultMaximumReadAttempts;

    /// <summary>The clock that entries of maps expire by. Readers and writer of a store go by the same time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary><see cref="UnixCreateMode"/>, which is always null on Windows.</summary>
    internal UnixFileMode? CreateMode { get; private init; }

    internal void Check()
    {
        OpenOptions.CheckReading(MaximumReadAttempts, TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumSize, IndexLayout.OffsetMask);
        if (Mode is not (StoreMode.OpenOrCreate or StoreMode.CreateNew or StoreMode.Open))
            throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "There is no such mode of opening.");
        if (Writers is not (WriterMode.Exclusive or WriterMode.Several))
            throw new ArgumentOutOfRangeException(nameof(Writers), Writers, "There is no such mode of writing.");
        if (CreateMode is { } mode && ((mode & OwnMode) != OwnMode || (mode & ~AnyMode) != 0))
        {
            throw new ArgumentException(
                $"A store's file cannot have the mode {Convert.ToString((int)mode, 8)} ({mode}): its user reads and writes it, and it is no program. Ask for {OwnMode}, and what others may do of reading and writing.",
                NameOfMode);
        }
    }
}
