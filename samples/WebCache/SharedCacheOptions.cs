using ShmStore;

namespace WebCache;

/// <summary>How a <see cref="SharedCache"/> is kept. Immutable; the same in all processes of an application.</summary>
public sealed class SharedCacheOptions
{
    /// <summary>How many bytes of memory the entries may take, with keys and all; what is used least makes way.</summary>
    public long MaximumBytes { get; init; } = 64L << 20;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>For several writers, with room to spare for the index and for blocks that are not of the size that is needed.</summary>
    internal StoreOptions ToStoreOptions() => new()
    {
        Writers = WriterMode.Several,
        MaximumSize = MaximumBytes + (MaximumBytes / 4) + (1 << 20),
        TimeProvider = TimeProvider,
    };
}
