using MemoryPack;

namespace ShmStore.Benchmarks.Samples;

/// <summary>An object of any size.</summary>
[SharedObject]
[MemoryPackable]
public sealed partial record Blob
{
    /// <summary>A fixed member.</summary>
    public required long Number { get; init; }

    /// <summary>The rest.</summary>
    public required byte[] Data { get; init; }
}
