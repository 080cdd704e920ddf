using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Where a map's entry was found: the lane that named its block, and the block at a version.</summary>
/// <remarks>A lane of a segment names a block only while that is the current one of its key, and segments never become anything else: while the lane has this word, the entry is current.</remarks>
internal readonly unsafe struct MapPlace(long* lane, long word, byte* block, long version, byte* document, long room)
{
    /// <summary>Address of the lane.</summary>
    public long* Lane => lane;

    /// <summary>What the lane held: the tag and the offset of the block.</summary>
    public long Word => word;

    /// <summary>Number of the commit that wrote the block.</summary>
    public long Version => version;

    /// <summary>Offset of the block.</summary>
    public long Offset => word & IndexLayout.OffsetMask;

    /// <summary>Address of the document, behind the key.</summary>
    public byte* Document => document;

    /// <summary>Bytes from <see cref="Document"/> on that lie inside the region as it was mapped when the entry was found.</summary>
    public long Room => room;

    /// <summary>The block's header.</summary>
    public BlockHeader Header => new(block);

    /// <summary>The word before the key.</summary>
    public uint Prologue => *(uint*)(block + BlockLayout.HeaderLength);

    /// <summary>When the entry expires, if its prologue says that it does.</summary>
    public long Expiry => Unsafe.ReadUnaligned<long>(block + BlockLayout.HeaderLength + EntryLayout.PrologueLength);

    /// <summary>True when nothing that was read from the block since it was found was overwritten meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StillStands()
    {
        Volatile.ReadBarrier();
        return Header.Version == version;
    }

    /// <summary>True while the entry has not been replaced or removed since. By acquire: loads that follow come after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCurrent() => Volatile.Read(ref *lane) == word;
}
