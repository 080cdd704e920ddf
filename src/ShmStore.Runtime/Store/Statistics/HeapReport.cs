using System.Globalization;

namespace ShmStore;

/// <summary>What a region is made of. All areas together are <see cref="CommittedBytes"/>, and all blocks <see cref="HeapBytes"/>, if the store was not written meanwhile.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HeapReport
{
    private readonly SizeClassUse[] _sizeClasses;
    private readonly MapUse[] _maps;

    internal HeapReport(SizeClassUse[] sizeClasses, MapUse[] maps)
    {
        _sizeClasses = sizeClasses;
        _maps = maps;
    }

    /// <summary>Number of the last commit when the report was begun.</summary>
    public long Version { get; internal init; }

    /// <summary>True when a commit was made while the report was made: its numbers are then of several moments.</summary>
    public bool WasWritten { get; internal init; }

    /// <summary>Bytes of the region that are usable now.</summary>
    public long CommittedBytes { get; internal init; }

    /// <summary>Bytes of the header.</summary>
    public long HeaderBytes { get; internal init; }

    /// <summary>Bytes of the slot table, up to the atomics.</summary>
    public long SlotBytes { get; internal init; }

    /// <summary>Bytes of the atomics, whole pages.</summary>
    public long AtomicBytes { get; internal init; }

    /// <summary>Bytes divided into blocks.</summary>
    public long HeapBytes { get; internal init; }

    /// <summary>Bytes behind the last block that are not divided yet.</summary>
    public long UndividedBytes => CommittedBytes - HeaderBytes - SlotBytes - AtomicBytes - HeapBytes;

    /// <summary>The document that describes the store.</summary>
    public HeapUse Schema { get; internal init; }

    /// <summary>Documents of entries and of keys without a schema.</summary>
    public HeapUse Entries { get; internal init; }

    /// <summary>Keys and documents of all maps.</summary>
    public HeapUse MapEntries => Sum(static map => map.Entries);

    /// <summary>Indexes of all maps.</summary>
    public HeapUse MapIndexes => Sum(static map => map.Index);

    /// <summary>The last changes of all maps.</summary>
    public HeapUse Rings => Sum(static map => map.Ring);

    /// <summary>Everything that is not free.</summary>
    public HeapUse Live => Schema + Entries + MapEntries + MapIndexes + Rings;

    /// <summary>Blocks that nothing names.</summary>
    public HeapUse Free => _sizeClasses.Aggregate(
        default(HeapUse), static (sum, size) => sum + new HeapUse(size.FreeBlocks, size.FreeBlocks * size.BlockBytes, 0));

    /// <summary>Bytes of live blocks for each byte that is used in them: 1 if every block were as large as what it holds. 0 for an empty heap.</summary>
    public double Fragmentation => Live.UsedBytes == 0 ? 0 : (double)Live.Bytes / Live.UsedBytes;

    /// <summary>The sizes that blocks have, smallest first; those without a block are left out.</summary>
    public IReadOnlyList<SizeClassUse> SizeClasses => _sizeClasses;

    /// <summary>The maps that were ever written, in the order of the schema.</summary>
    public IReadOnlyList<MapUse> Maps => _maps;

    /// <summary>The sums in one line.</summary>
    public override string ToString()
    {
        (HeapUse live, HeapUse free) = (Live, Free);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"version {Version}{(WasWritten ? " and later" : "")}: {CommittedBytes} bytes, {live.Blocks} live blocks of {live.Bytes} bytes with {live.UsedBytes} used, {free.Blocks} free ones of {free.Bytes} bytes, {UndividedBytes} bytes undivided");
    }

    private HeapUse Sum(Func<MapUse, HeapUse> part) => _maps.Aggregate(default(HeapUse), (sum, map) => sum + part(map));
}
