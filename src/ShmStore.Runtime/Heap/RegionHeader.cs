using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>Typed access to the header of a mapped region. Every address is computed afresh, so it stays right when a mapping moves.</summary>
internal readonly unsafe struct RegionHeader(Region region)
{
    /// <summary>Number of the last commit.</summary>
    public ref ulong CommitCounter => ref At<ulong>(HeaderLayout.CommitCounterOffset);

    /// <summary>End of the part of the heap that is divided into blocks.</summary>
    public ref long HeapEnd => ref At<long>(HeaderLayout.HeapEndOffset);

    /// <summary>Offset of the record of the commit that is being made; 0 when none of several words is.</summary>
    public ref long CommitRecord => ref At<long>(HeaderLayout.CommitRecordOffset);

    /// <summary>Whether blocks have checksums.</summary>
    public bool HasChecksums => At<uint>(HeaderLayout.ChecksumsOffset) == HeaderLayout.ChecksumsCrc32C;

    /// <summary>The meta word of the block at an offset, which may be any number; null if no block can begin there.</summary>
    public BlockMeta? MetaAt(long block) => block > 0 && block <= region.Committed - BlockLayout.HeaderLength && block % BlockLayout.Alignment == 0
        && new BlockMeta(new BlockHeader(region.Origin + block).Meta) is var meta && meta.SizeClass < SizeClasses.Count
            ? meta
            : null;

    /// <summary>A word of the region, by reference. The caller has checked the offset.</summary>
    public ref T At<T>(long offset)
        where T : unmanaged => ref *(T*)(region.Origin + offset);
}
