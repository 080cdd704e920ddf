using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>Where the areas of a region lie, read from its header once and checked: nobody looks at those words of the header again.</summary>
/// <param name="Slots">Offset of the slot table.</param>
/// <param name="SlotCapacity">Slots in the table.</param>
/// <param name="Atomics">Offset of the atomics.</param>
/// <param name="AtomicCapacity">Words in the atomics.</param>
/// <param name="Heap">Offset of the first block.</param>
/// <param name="Maximum">Bytes the region may grow to.</param>
internal readonly record struct RegionAreas(long Slots, int SlotCapacity, long Atomics, int AtomicCapacity, long Heap, long Maximum)
{
    /// <summary>Bytes of the atomics, whole pages.</summary>
    public long AtomicsLength => RegionPages.RoundUp((long)AtomicCapacity * AtomicLayout.Stride);

    /// <summary>Offset of a slot.</summary>
    public long SlotAt(int slot) => Slots + ((long)slot * SlotLayout.Stride);

    /// <summary>Looks whether a region begins as a store does, of whatever version.</summary>
    /// <exception cref="StoreFormatException">It does not; the message has the numbers.</exception>
    public static void ThrowIfNoStore(Region region)
    {
        string what = NameOf(region);
        if (region.Committed < HeaderLayout.Length)
        {
            throw new StoreFormatException(
                StoreFormatReason.NotAStore, $"{what} is not a store: it has {region.Committed} bytes, and a header alone has {HeaderLayout.Length}.");
        }

        ulong magic = new RegionHeader(region).At<ulong>(HeaderLayout.MagicOffset);
        if (magic != HeaderLayout.Magic)
        {
            throw new StoreFormatException(StoreFormatReason.NotAStore, $"{what} is not a store: it begins with 0x{magic:X16}, not with 0x{HeaderLayout.Magic:X16}.");
        }
    }

    /// <summary>Reads the header, decides whether this is a store, and checks that the areas follow each other inside the region.</summary>
    /// <exception cref="StoreFormatException">Not a store, another version, truncated or contradictory; the message has the numbers.</exception>
    public static RegionAreas Read(Region region)
    {
        ThrowIfNoStore(region);
        string what = NameOf(region);
        var header = new RegionHeader(region);
        uint version = header.At<uint>(HeaderLayout.VersionOffset);
        uint byteOrder = header.At<uint>(HeaderLayout.ByteOrderOffset);
        if (version != HeaderLayout.FormatVersion || byteOrder != HeaderLayout.ByteOrderMark)
        {
            throw OtherVersion(what, version, byteOrder);
        }

        long committed = header.At<long>(HeaderLayout.CommittedOffset);
        if (region.Committed < committed && region.Refresh() < committed)
        {
            // Not merely grown by its writer between the attaching and this look at the header.
            throw new StoreFormatException(
                StoreFormatReason.Truncated, $"{what} is truncated: it has {region.Committed} bytes, and its header says {committed}.");
        }

        return Of(
            what,
            committed,
            header.At<long>(HeaderLayout.SlotsOffset),
            header.At<int>(HeaderLayout.SlotCapacityOffset),
            header.At<long>(HeaderLayout.AtomicsOffset),
            header.At<int>(HeaderLayout.AtomicCapacityOffset),
            header.At<long>(HeaderLayout.HeapOffset),
            header.At<long>(HeaderLayout.MaximumOffset));
    }

    /// <summary>The error about a store of a format that this library does not read.</summary>
    public static StoreFormatException OtherVersion(string what, uint version, uint byteOrder) => new(
        StoreFormatReason.OtherVersion,
        $"{what} is a store of format version {version}, byte order mark 0x{byteOrder:X8}; this library reads version {HeaderLayout.FormatVersion}, little-endian (0x{HeaderLayout.ByteOrderMark:X8}).");

    /// <summary>Checks areas as a header gives them, of a region of which so many bytes are usable.</summary>
    /// <exception cref="StoreFormatException">They contradict each other; the message names <paramref name="what"/> and has the numbers.</exception>
    public static RegionAreas Of(string what, long committed, long slots, int slotCapacity, long atomics, int atomicCapacity, long heap, long maximum)
    {
        var areas = new RegionAreas(slots, slotCapacity, atomics, atomicCapacity, heap, maximum);

        // Each area ends before the next begins: contributors map the pages of the atomics writable, and must not reach the heap by that.
        CheckArea(what, "slot table", areas.Slots, (long)areas.SlotCapacity * SlotLayout.Stride, SlotLayout.Stride, areas.Atomics);
        CheckArea(what, "atomics", areas.Atomics, areas.AtomicsLength, RegionPages.Size, areas.Heap);
        CheckArea(what, "heap", areas.Heap, committed - areas.Heap, RegionPages.Size, committed);
        if (areas.SlotCapacity < SlotLayout.FirstKeySlot || areas.Maximum < committed || areas.Maximum > IndexLayout.OffsetMask || areas.Maximum % RegionPages.Size != 0)
        {
            throw Corrupt(what, $"it has {areas.SlotCapacity} slots, and {committed} bytes usable of at most {areas.Maximum}");
        }

        return areas;
    }

    private static string NameOf(Region region) => region.Path is { } path ? $"'{path}'" : "The region";

    private static void CheckArea(string what, string area, long offset, long length, int alignment, long to)
    {
        if (offset < HeaderLayout.Length || offset % alignment != 0 || length <= 0 || offset > to || length > to - offset)
        {
            throw Corrupt(what, $"its {area} of {length} bytes is said to be at {offset}, between {HeaderLayout.Length} and {to}");
        }
    }

    private static StoreFormatException Corrupt(string what, string why) => new(StoreFormatReason.Corrupt, $"{what} is damaged: {why}.");
}
