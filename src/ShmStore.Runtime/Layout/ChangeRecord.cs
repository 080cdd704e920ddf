using System.Runtime.InteropServices;

namespace ShmStore.Layout;

/// <summary>One change of a map, as it stands in the map's ring: 32 bytes.</summary>
/// <param name="Commit">i64: number of the commit.</param>
/// <param name="Word">u64: kind (bits 0 to 3), offset of the block (bits 4 to 47), bytes of the key (bits 48 to 62).</param>
/// <param name="First">u64: a short key's first word; for a longer key, the version of the block, which has the key.</param>
/// <param name="Second">u64: a short key's second word.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ChangeRecord(long Commit, long Word, ulong First, ulong Second)
{
    /// <summary>Bytes of one record.</summary>
    public const int Length = 32;

    /// <summary>Where <see cref="Word"/> stands in the record.</summary>
    public const int WordOffset = 8;

    /// <summary>Longest key that stands in the record.</summary>
    public const int ShortKey = 16;

    private const long KindMask = BlockLayout.Alignment - 1;

    /// <summary>A record about the entry of one key.</summary>
    public ChangeRecord(long commit, ChangeKind kind, long block, int keyLength, ulong first, ulong second)
        : this(commit, (long)kind | block | ((long)keyLength << IndexLayout.OffsetBits), first, second)
    {
    }

    /// <summary>A record about no entry in particular.</summary>
    public ChangeRecord(long commit, ChangeKind kind)
        : this(commit, (long)kind, 0, 0)
    {
    }

    /// <summary>What happened.</summary>
    public ChangeKind Kind => KindOf(Word);

    /// <summary>What a record with this word says has happened.</summary>
    public static ChangeKind KindOf(long word) => (ChangeKind)(word & KindMask);

    /// <summary>Offset of the block of the entry that was set or removed.</summary>
    public long Block => Word & IndexLayout.OffsetMask & ~KindMask;

    /// <summary>Bytes of the key.</summary>
    public int KeyLength => (int)(Word >> IndexLayout.OffsetBits) & EntryLayout.MaximumKey;
}
