using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Attaching;

/// <summary>Makes a process the writer of a region: repairs what the last writer left, and extends the schema.</summary>
internal static class WriterAttacher
{
    /// <summary>Attaches. The caller holds the region's writer lock.</summary>
    public static CommitWriter Attach(IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema)
    {
        if (schema.Keys.Count > areas.SlotCapacity - SlotLayout.FirstKeySlot)
        {
            throw new SharedStoreException(
                $"'{region.Path}' has room for {areas.SlotCapacity - SlotLayout.FirstKeySlot} keys, and {schema.StoreName} has {schema.Keys.Count}: create the store anew.");
        }

        HashSet<long> live = LiveBlocks(region, areas);
        (BlockHeap heap, long highest) = HeapRecovery.Recover(region, areas.Heap, live);
        byte[]? extended = live.Count > 0 ? SchemaSlot.Compare(region, areas, schema) : schema.Document.ToArray();

        // A copied file may have holes, and writing to one when the disk is full would kill the process.
        region.FillHoles(region.Committed);

        // From here on the store is changed. A writer that died after it swapped a slot may not have counted the commit.
        var header = new RegionHeader(region);
        header.CommitCounter = Math.Max(header.CommitCounter, (ulong)highest);
        WriterRecord.Write(region);
        IWaitChannel channel = WaitChannels.Open(provider, region);
        var writer = new CommitWriter(region, areas, heap, channel);
        if (extended is not null)
        {
            CommitSchema(writer, header, extended);
        }

        // Wakes those whom a dead writer did not wake any more.
        channel.Signal();
        return writer;
    }

    /// <summary>Writes the schema into a region that nobody can see yet.</summary>
    public static void WriteFirstSchema(Region region, RegionAreas areas, StoreSchema schema)
    {
        var writer = new CommitWriter(region, areas, new BlockHeap(region, areas.Heap), NoWaitChannel.Instance);
        CommitSchema(writer, new RegionHeader(region), schema.Document);
    }

    private static void CommitSchema(CommitWriter writer, RegionHeader header, ReadOnlySpan<byte> document)
    {
        using (writer.Lock())
        {
            writer.Commit(SlotLayout.SchemaSlot, document, 0, 0);
        }

        header.At<ulong>(HeaderLayout.FingerprintOffset) = Fnv1a.Hash(document);
    }

    private static HashSet<long> LiveBlocks(Region region, RegionAreas areas)
    {
        var header = new RegionHeader(region);
        var live = new HashSet<long>();
        for (int slot = 0; slot < areas.SlotCapacity; slot++)
        {
            long block = header.At<long>(areas.SlotAt(slot));
            if (block != 0 && !live.Add(block))
            {
                throw new StoreFormatException(StoreFormatError.Corrupt, $"'{region.Path}' is damaged: two slots name the block at {block}.");
            }
        }

        return live;
    }
}
