using System.Runtime.CompilerServices;

namespace ShmStore.Layout;

/// <summary>The ring of a map: its last changes, for those who follow it. An index block, named by the map's root.</summary>
/// <remarks>
/// <code>
/// 0 block header | 64 claimed, head, swept, returns | 128 records, 32 bytes each: that of position p is number p modulo 1020
/// </code>
/// Positions count all changes that the map ever had in this file. A ring stays where it is as long as its store lives.
/// </remarks>
internal static class RingLayout
{
    /// <summary>i64: records before this position may have been overwritten by what stands <see cref="Records"/> behind them. Raised before a record is written.</summary>
    public const int ClaimedOffset = 64;

    /// <summary>i64: records before this position are complete. Raised after a record was written.</summary>
    public const int HeadOffset = 72;

    /// <summary>
    /// i64: the bucket that is looked at next for what has expired, see <see cref="SweptFlag"/>: bits 0 to 9 its number, bits 10 to 29 the position of its segment. A hint: any number is right. Here, as a root changes and this does not, and as who writes the map writes this line anyway.
    /// </summary>
    public const int SweptOffset = 80;

    /// <summary>Bit of the word at <see cref="SweptOffset"/>: since the first bucket an entry was come upon that expires.</summary>
    public const long SweptFlag = 1L << 30;

    /// <summary>i64: how many of those that were evicted have come back lately, see <c>ReturnRates</c>. A hint: any number is right.</summary>
    public const int ReturnsOffset = 88;

    /// <summary>No writer begins behind more changes, which only damage can be: so counting up never overflows while it lives. As for commits.</summary>
    public const long MaximumBegun = HeaderLayout.MaximumBegun;

    /// <summary>First record.</summary>
    public const int RecordsOffset = 128;

    /// <summary>Records in a ring.</summary>
    public const int Records = 1020;

    /// <summary>Bytes of a ring: 32 KiB.</summary>
    public const int Length = RecordsOffset + (Records * ChangeRecord.Length);

    /// <summary>Offset of a record in the ring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RecordAt(long position) => RecordsOffset + ((int)((ulong)position % Records) * ChangeRecord.Length);

    /// <summary>Whether a ring at this offset lies inside the region.</summary>
    public static bool IsInside(long ring, long committed) => ring > 0 && ring <= committed - Length && ring % IndexLayout.Alignment == 0;
}
