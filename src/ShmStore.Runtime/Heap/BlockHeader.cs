using ShmStore.Layout;

namespace ShmStore.Heap;

/// <summary>The header of one mapped block. The caller has checked that the block lies inside the region.</summary>
internal readonly unsafe struct BlockHeader(byte* block)
{
    /// <summary>The version word; 0 while the block holds nothing valid.</summary>
    public ref long Version => ref *(long*)(block + BlockLayout.VersionOffset);

    /// <summary>Bytes of the document.</summary>
    public ref int Length => ref *(int*)(block + BlockLayout.LengthOffset);

    /// <summary>The meta word.</summary>
    public ref uint Meta => ref *(uint*)(block + BlockLayout.MetaOffset);

    /// <summary>The fixed prefix alone, which is the low half of the meta word.</summary>
    public ushort FixedPrefix => *(ushort*)(block + BlockLayout.MetaOffset);

    /// <summary>First byte of the document.</summary>
    public byte* Document => block + BlockLayout.HeaderLength;

    /// <summary>
    /// Takes the block out of every reader's hands before anything else in it changes.
    /// </summary>
    /// <remarks>
    /// The store of version 0 must be visible before any later store to the block: a reader that saw one of those then finds the version changed when it looks again behind its read
    /// barrier. A release store would order only what came before it, hence the store barrier.
    /// </remarks>
    public void Invalidate()
    {
        Version = 0;
        Volatile.WriteBarrier();
    }

    /// <summary>Writes the header of a block that no reader can hold a valid version of.</summary>
    public void Format(BlockMeta meta)
    {
        Version = 0;
        Length = 0;
        Meta = meta.Word;
    }
}
