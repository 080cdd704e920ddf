namespace ShmStore;

/// <summary>The store has no room for what was to be written. The store is as it was before the call, but for what made way in vain: entries of maps with <see cref="MapLimits"/> that were evicted, and such as had expired.</summary>
public sealed class StoreFullException : SharedStoreException
{
    /// <summary>Creates the error; all sizes in bytes.</summary>
    public StoreFullException(string message, long needed, long free, long largest, long maximum, Exception? innerException = null)
        : base(message, innerException)
    {
        Needed = needed;
        Free = free;
        Largest = largest;
        Maximum = maximum;
    }

    /// <summary>Bytes the write needed.</summary>
    public long Needed { get; }

    /// <summary>Bytes free in blocks that are for values, and in the part of the region that is not divided into blocks yet, up to its maximum, or to its present end if the system has no room for more. Blocks that once were part of an index stay that, and are not among them.</summary>
    public long Free { get; }

    /// <summary>Largest single free block of these in bytes; 0 for none.</summary>
    public long Largest { get; }

    /// <summary>Maximum size of the region in bytes.</summary>
    public long Maximum { get; }
}
