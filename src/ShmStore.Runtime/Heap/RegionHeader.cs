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

    /// <summary>A word of the region, by reference. The caller has checked the offset.</summary>
    public ref T At<T>(long offset)
        where T : unmanaged => ref *(T*)(region.Origin + offset);
}
