namespace ShmStore;

/// <summary>What the kernel refuses to do to the memory of a store, to whoever has it open (Linux: the seals of a memfd). A seal cannot be taken off.</summary>
[Flags]
public enum MemorySeals
{
    /// <summary>Nothing is refused.</summary>
    None = 0,

    /// <summary>No seal can be added (F_SEAL_SEAL).</summary>
    NoMoreSeals = 1,

    /// <summary>It cannot become shorter, so that no reader is killed by touching a page that is gone (F_SEAL_SHRINK).</summary>
    NoShrinking = 2,

    /// <summary>It cannot become longer (F_SEAL_GROW).</summary>
    NoGrowing = 4,

    /// <summary>Nobody can change a byte (F_SEAL_WRITE). Includes <see cref="NoNewWriters"/>.</summary>
    NoWriting = 8,

    /// <summary>Nobody can change a byte but those who had it mapped for that before: the writer (F_SEAL_FUTURE_WRITE).</summary>
    NoNewWriters = 16,

    /// <summary>A store that its writer goes on writing, and others can only read.</summary>
    Live = NoShrinking | NoNewWriters | NoMoreSeals,

    /// <summary>A store that never changes again.</summary>
    Frozen = NoShrinking | NoGrowing | NoWriting | NoMoreSeals,
}
