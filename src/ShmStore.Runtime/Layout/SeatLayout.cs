namespace ShmStore.Layout;

/// <summary>
/// The seats of a store that several writers may write: each writer has one, and holds a lock on that seat's byte of the region file from before it looks at anything, and one on another byte of the seat from
/// the end of its first turn: until then it has perhaps not looked whether the store is sound.
/// </summary>
/// <remarks>
/// The bytes lie far beyond the end of the file, where a file can be locked but has no content. The table of seats in the header says nothing about who is attached.
/// <code>
/// entry    0 process id i32 | 4 namespace u32 | 8 since i64, milliseconds since 1970-01-01 UTC
/// </code>
/// </remarks>
internal static class SeatLayout
{
    /// <summary>Writers that can be attached at once.</summary>
    public const int Count = 64;

    /// <summary>Offset in the file of the byte whose lock is that of seat 0; the others follow.</summary>
    public const long FirstLock = 1L << 62;

    /// <summary>Offset in the file of the byte whose lock the writer in seat 0 has as well once it is attached; the others follow.</summary>
    public const long FirstAttachedLock = FirstLock + Count;

    /// <summary>i32: process id of the writer.</summary>
    public const int ProcessOffset = 0;

    /// <summary>u32: in which namespace that id is one; 0 if unknown.</summary>
    public const int NamespaceOffset = 4;

    /// <summary>i64: when it attached.</summary>
    public const int SinceOffset = 8;

    /// <summary>Bytes of an entry.</summary>
    public const int Stride = 16;

    /// <summary>Offset of the entry of a seat in the region.</summary>
    public static long EntryAt(int seat) => HeaderLayout.SeatsOffset + (seat * Stride);

    /// <summary>
    /// i64: where the epoch of the heap stands that the writer in a seat has seen last. While it is that of the heap, the writer may keep free blocks for itself; 0 when it has left and given all to the others.
    /// </summary>
    public static long EpochAt(int seat) => HeaderLayout.SeatEpochsOffset + (seat * sizeof(long));
}
