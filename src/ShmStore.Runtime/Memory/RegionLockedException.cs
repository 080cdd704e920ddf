namespace ShmStore.Memory;

/// <summary>Another writer holds the region's lock. The store layer adds who it is.</summary>
internal sealed class RegionLockedException(string path)
    : IOException($"Another writer has '{path}' open.")
{
    /// <summary>True for one of several writers that was kept out by who had the lock for a moment, to make, delete or replace the store: there are free seats.</summary>
    public bool IsMomentary { get; init; }
}
