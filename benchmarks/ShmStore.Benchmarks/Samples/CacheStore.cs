namespace ShmStore.Benchmarks.Samples;

/// <summary>The store whose map is used as a cache.</summary>
[SharedStore]
public partial class CacheStore
{
    /// <summary>Objects under keys.</summary>
    public partial SharedMap<string, Position> Positions { get; }
}
