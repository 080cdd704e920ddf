using ShmStore.Store.Commits;

namespace ShmStore;

/// <summary>Sizes of a store, and what one attachment counted. A snapshot of numbers that change independently.</summary>
/// <param name="CommittedBytes">Bytes of the region that are usable now.</param>
/// <param name="MaximumBytes">Bytes the region may grow to.</param>
/// <param name="HeapBytes">Bytes divided into blocks.</param>
/// <param name="Commits">Number of the last commit. Some numbers belong to no change: those of commits that were given up, and of repairs.</param>
/// <param name="ReadRetries">Reads of this attachment that were tried again because the writer overtook them.</param>
/// <param name="FreeBlocks">
/// Blocks that rest in the free lists of this writer; null for readers, who do not know. Each of several writers has lists of its own, and those of the others are not counted:
/// <see cref="SharedStore.GetHeapReport"/> counts every free block, for readers too.
/// </param>
/// <param name="FreeBlockBytes">Bytes in those blocks; null for readers.</param>
/// <param name="RegionGrowths">How often this writer made the region larger; null for readers.</param>
/// <param name="IndexGrowths">How often this writer made a part of a map's index larger; null for readers.</param>
/// <param name="Checksums">Whether the store was made with <see cref="StoreOptions.Checksums"/>.</param>
public readonly record struct StoreStatistics(
    long CommittedBytes, long MaximumBytes, long HeapBytes, long Commits, long ReadRetries, long? FreeBlocks, long? FreeBlockBytes,
    long? RegionGrowths, long? IndexGrowths, bool Checksums)
{
    internal static StoreStatistics Of(StoreAttachment attachment)
    {
        WriterCounters? writer = attachment.Writer?.Counters;
        var statistics = new StoreStatistics(
            attachment.Region.Refresh(),
            attachment.MaximumSize,
            Volatile.Read(ref attachment.Header.HeapEnd) - attachment.HeapStart,
            (long)Volatile.Read(ref attachment.Header.CommitCounter),
            attachment.Counters.Retries,
            writer?.FreeBlocks,
            writer?.FreeBlockBytes,
            writer?.RegionGrowths,
            writer?.IndexGrowths,
            attachment.HasChecksums);

        // Afterwards: the memory of a store that was disposed meanwhile reads as zeros.
        attachment.Region.ThrowIfDisposed();
        GC.KeepAlive(attachment);
        return statistics;
    }
}
