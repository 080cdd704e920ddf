using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Attaching;

/// <summary>Makes a process the writer of a region: repairs what the last writer left, and extends the schema.</summary>
internal static class WriterAttacher
{
    /// <summary>Attaches. The caller holds the region's writer lock.</summary>
    /// <exception cref="StoreFormatException">The heap, its slots or the schema are damaged; nothing has changed.</exception>
    /// <exception cref="SchemaMismatchException">The store was made from another schema; nothing has changed.</exception>
    /// <exception cref="SharedStoreException">The store has room for fewer keys than the program's schema has; nothing has changed.</exception>
    public static CommitWriter Attach(IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema)
    {
        // A copied file may have holes, and touching one when the file system is full would kill the process.
        region.FillHoles(region.Committed);

        // Before anything looks at the slots. It is no change of the store's content: for snapshots the commit has been made since its record was named.
        CommitRedo.Run(region, areas);
        (BlockSet live, IndexRecovery indexes) = LiveBlocks.Find(region, areas);
        RecoveredHeap heap = HeapRecovery.Recover(region, areas.Heap, areas.Maximum, live);
        byte[]? extended = SchemaSlot.Compare(region, areas, schema);
        int room = SchemaSlot.KeyCapacity(areas);
        if (schema.Keys.Count > room)
        {
            throw new SharedStoreException($"'{region.Path}' has room for {room} keys, and {schema.StoreName} has {schema.Keys.Count}: create the store anew.");
        }

        var header = new RegionHeader(region);
        ulong commits = header.CommitCounter;
        if (commits > HeaderLayout.MaximumCommit)
        {
            throw new StoreFormatException(
                StoreFormatError.Corrupt, $"'{region.Path}' is damaged: it is said to have {commits} commits, and no store has more than {HeaderLayout.MaximumCommit}.");
        }

        // From here on the store is changed. A writer that died after it swapped a slot may not have counted the commit.
        // Those who follow a map believe the records of its ring when their commits are counted, so these come first.
        indexes.Repair();
        Volatile.Write(ref header.CommitCounter, Math.Max(commits, (ulong)Math.Max(heap.HighestVersion, indexes.HighestCommit)));
        heap.EmptyFreeIndexBlocks();
        WriterRecord.Write(region);
        IWaitChannel channel = WaitChannels.Open(provider, region);
        var writer = new CommitWriter(region, areas, heap.Heap, heap.HighestStructure, channel);
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
        var writer = new CommitWriter(region, areas, new BlockHeap(region, areas.Heap, areas.Maximum), 0, NoWaitChannel.Instance);
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
}
