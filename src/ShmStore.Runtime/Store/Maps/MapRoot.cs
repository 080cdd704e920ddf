namespace ShmStore.Store.Maps;

/// <summary>What the root of a map's index counts.</summary>
/// <param name="Count">Entries.</param>
/// <param name="Version">Number of the last commit that changed the map.</param>
/// <param name="Bytes">Bytes of the blocks of all entries.</param>
/// <param name="Evicted">Entries that were evicted.</param>
internal readonly record struct MapRoot(long Count, long Version, long Bytes, long Evicted)
{
    /// <summary>For those who use the map.</summary>
    public MapStatistics ToStatistics() => new(Count, Bytes, Evicted);
}
