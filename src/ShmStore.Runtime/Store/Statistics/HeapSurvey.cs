using ShmStore.Layout;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Statistics;

/// <summary>Makes the report of a store through any attachment, while it may be written.</summary>
internal static unsafe class HeapSurvey
{
    private const int Attempts = 4;

    /// <summary>Goes through all keys, indexes and block headers. O(keys + entries + blocks), a few hundred bytes of memory for each size class and segment length.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to look at a map.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The heap cannot be walked.</exception>
    public static HeapReport Run(StoreAttachment attachment, CancellationToken cancellationToken)
    {
        if (attachment.Scope is not null)
            throw new InvalidOperationException("A snapshot is of objects, not of memory: ask the store that the snapshot is taken of.");
        for (int attempt = 1; ; attempt++)
        {
            attachment.Region.ThrowIfShrunk();
            long indexVersions = IndexVersionsOf(attachment);
            try
            {
                HeapReport report = Look(attachment, cancellationToken);
                if (IndexVersionsOf(attachment) == indexVersions || attempt == Attempts)
                    return report;
            }
            catch (StoreFormatException) when (attempt < Attempts)
            {
                // Neighbours may have become one block while somebody stood at the second.
                Thread.Sleep(1);
            }
        }
    }

    private static long IndexVersionsOf(StoreAttachment attachment) => Volatile.Read(ref attachment.Header.At<long>(HeaderLayout.IndexVersionsOffset));

    private static HeapReport Look(StoreAttachment attachment, CancellationToken cancellationToken)
    {
        RegionAreas areas = attachment.Areas;
        long version = (long)Volatile.Read(ref attachment.Header.CommitCounter);
        attachment.Region.Refresh();
        var tally = new BlockTally(attachment.Region);
        HeapUse schema = tally.Add(SlotAt(attachment, SlotLayout.SchemaSlot));
        HeapUse entries = default;
        List<MapUse> maps = [];
        for (int slot = SlotLayout.FirstKeySlot; slot < areas.SlotCapacity; slot++)
        {
            long block = SlotAt(attachment, slot);
            if (tally.MetaAt(block) is { IsIndex: true })
                maps.Add(new MapSurvey(attachment.MapReaderOf(slot - SlotLayout.FirstKeySlot), tally).Run(cancellationToken));
            else
                entries += tally.Add(block);
        }

        long end = Volatile.Read(ref attachment.Header.HeapEnd);
        long committed = attachment.Region.Refresh();
        SizeClassUse[] sizes = Walk(attachment, Math.Min(end, committed), tally, cancellationToken);
        long after = (long)Volatile.Read(ref attachment.Header.CommitCounter);
        attachment.Region.ThrowIfDisposed();
        GC.KeepAlive(attachment);
        return new HeapReport(sizes, [.. maps])
        {
            Version = version,
            WasWritten = after != version,
            CommittedBytes = committed,
            HeaderBytes = areas.Slots,
            SlotBytes = areas.Atomics - areas.Slots,
            AtomicBytes = areas.Heap - areas.Atomics,
            HeapBytes = end - areas.Heap,
            Schema = schema,
            Entries = entries,
        };
    }

    private static long SlotAt(StoreAttachment attachment, int slot) => Volatile.Read(ref attachment.Header.At<long>(attachment.Areas.SlotAt(slot)));

    // All blocks by size; those that were not found to be live are free. Each step goes on by at least the smallest block, so this ends whatever stands there.
    private static SizeClassUse[] Walk(StoreAttachment attachment, long end, BlockTally tally, CancellationToken cancellationToken)
    {
        const int CancellationMask = 0xFFFF;
        long[] blocks = new long[SizeClasses.Count];
        long walked = 0;
        for (long block = attachment.Areas.Heap; block < end;)
        {
            if ((walked++ & CancellationMask) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int size = tally.MetaAt(block) is { } meta ? meta.BlockSize : 0;
            if (size == 0 || size > end - block)
            {
                attachment.Region.ThrowIfDisposed();
                throw new StoreFormatException(
                    StoreFormatReason.Corrupt, $"'{attachment.Schema.StoreName}' is damaged: no block that ends before {end} begins at {block}.");
            }

            blocks[SizeClasses.Of(size)]++;
            block += size;
        }

        return [.. Enumerable.Range(0, SizeClasses.Count).Where(c => blocks[c] > 0)
            .Select(c => new SizeClassUse(SizeClasses.SizeOf(c), Math.Min(tally.LiveOf(c), blocks[c]), Math.Max(0, blocks[c] - tally.LiveOf(c))))];
    }
}
