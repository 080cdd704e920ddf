using ShmStore;

namespace WebCache;

/// <summary>The schema: one map, in which all processes of an application look up and set.</summary>
[SharedStore]
public partial class CacheStore
{
    /// <summary>What is cached.</summary>
    public partial SharedMap<string, CachedValue> Values { get; }
}

/// <summary>A value, and what has to be known to renew it. When it expires, the map knows.</summary>
/// <param name="SlidingMilliseconds">How long it lives after its last use; 0 if use does not count.</param>
/// <param name="EndMilliseconds">When it ends whatever its use, in milliseconds since 1970-01-01 UTC; <see cref="Expiration.Never"/> if use alone counts, or nothing does.</param>
/// <param name="Bytes">The value.</param>
[SharedObject]
public sealed partial record CachedValue(long SlidingMilliseconds, long EndMilliseconds, ReadOnlyMemory<byte> Bytes);
