using System.Runtime.CompilerServices;

namespace ShmStore.Layout;

/// <summary>The 32-bit meta word of a block header.</summary>
/// <remarks>
/// <code>
/// bits  0–15  fixed prefix: bytes of the document, from its first, that are the writer's canonical fixed block; 0 when nothing is known
/// bits 16–23  0
/// bits 24–30  size class of the block
/// bit  31     set in index blocks: roots, segments and rings of maps
/// </code>
/// A schema grows only by appending, so a fixed member that ends inside the prefix stands at the offset the reader's own layout gives it, whichever version of the schema wrote the
/// block.
/// </remarks>
internal readonly record struct BlockMeta(uint Word)
{
    private const int ClassShift = 24;
    private const uint ClassMask = 0x7F;
    private const uint IndexFlag = 0x8000_0000;

    /// <summary>Builds the word. A prefix over 65535 bytes is recorded as unknown.</summary>
    public BlockMeta(int fixedPrefix, int sizeClass)
        : this((fixedPrefix > ushort.MaxValue ? 0u : (uint)fixedPrefix) | ((uint)sizeClass << ClassShift))
    {
    }

    /// <summary>What is known of a document, which stands in no block yet.</summary>
    public static BlockMeta OfDocument(int fixedPrefix) => new(fixedPrefix, sizeClass: 0);

    /// <summary>The word of an index block.</summary>
    public static BlockMeta OfIndex(IndexKind kind, int sizeClass) => new(IndexFlag | (uint)kind | ((uint)sizeClass << ClassShift));

    /// <summary>
    /// Whether the block is a root, a segment or a ring. It remains that for ever: readers may follow words in it that are long out of date, and what they find there must be words of the same meaning.
    /// </summary>
    public bool IsIndex => (Word & IndexFlag) != 0;

    /// <summary>Whether there can be such a block at an offset: index blocks are of three kinds, and begin where a cache line does.</summary>
    public bool CanStandAt(long offset) => !IsIndex || (Kind is IndexKind.Root or IndexKind.Segment or IndexKind.Ring && offset % IndexLayout.Alignment == 0);

    /// <summary>The word of a block of this size class with a document of which the same is known. Never that of an index block, whatever this one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockMeta InBlock(int sizeClass) => new((Word & ~(IndexFlag | (ClassMask << ClassShift))) | ((uint)sizeClass << ClassShift));

    /// <summary>What an index block is.</summary>
    public IndexKind Kind => (IndexKind)(ushort)Word;

    /// <summary>Bytes of the document known to be canonical.</summary>
    public int FixedPrefix => (ushort)Word;

    /// <summary>Size class of the block.</summary>
    public int SizeClass => (int)((Word >> ClassShift) & ClassMask);

    /// <summary>Bytes of the block, header included; of a class that there is.</summary>
    public int BlockSize => SizeClasses.SizeOf(SizeClass);
}
