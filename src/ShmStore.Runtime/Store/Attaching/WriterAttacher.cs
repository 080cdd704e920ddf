using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps;
using ShmStore.Store.Turns;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Attaching;

/// <summary>Makes a process the writer of a region: repairs what the last writer left, and extends the schema.</summary>
internal static class WriterAttacher
{
    /// <summary>Attaches. The caller holds the region's writer lock, or has a seat.</summary>
    /// <exception cref="StoreFormatException">The heap, its slots or the schema are damaged; nothing has changed.</exception>
    /// <exception cref="SchemaMismatchException">The store was made from another schema, or a reader is attached that has appended something else; nothing has changed.</exception>
    /// <exception cref="StoreFullException">No room for the holes of a copied file, or for the longer schema.</exception>
    /// <exception cref="SharedStoreException">The store has room for fewer keys than the program's schema has; nothing has changed.</exception>
    /// <exception cref="WriterActiveException">The turn of another writer lasts longer than until <paramref name="firstTurn"/>; nothing has changed.</exception>
    public static CommitWriter Attach(IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema, Deadline firstTurn)
    {
        if (region.Seats is { Own: >= 0 } seats)
        {
            return AttachAmongOthers(provider, region, areas, schema, seats, firstTurn);
        }

        // A copied file may have some, and touching one when the file system is full would kill the process.
        region.FillHoles(region.Committed);
        return AttachAlone(provider, region, areas, schema);
    }

    private static CommitWriter AttachAlone(IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema)
    {
        var steps = new WriteSteps();

        // Before anything looks at the slots. It is no change of the store's content: for snapshots the commit has been made since its record was named.
        CommitRedo.Run(region, areas, steps);
        (BlockSet live, IndexRecovery indexes) = LiveBlocks.Find(region, areas);
        RecoveredHeap heap = HeapRecovery.Recover(region, areas.Heap, areas.Maximum, live, steps);
        ChecksumCheck.Run(region, areas, live);
        StoreSchema stored = SchemaSlot.Read(region, areas);
        SchemaExtension? extension = SchemaSlot.Compare(region, areas, stored, schema);
        SlotKinds.Check(region, areas, stored);
        ulong highest = HighestCommit(region, heap, indexes);
        long indexVersions = HighestIndexVersion(region, heap);
        using var reservation = Reserve(region, extension);

        LastRepairs.Run(region, heap, indexes, highest, WriterRecord.WasLeft(region), steps);
        WriterRecord.Write(region);
        IWaitChannel channel = WaitChannels.Open(provider, region);
        var writer = new CommitWriter(region, areas, heap.Heap, indexVersions, channel);
        try
        {
            using (writer.Lock())
            {
                Extend(writer, region, stored, extension);
            }
        }
        catch
        {
            channel.Dispose();
            throw;
        }

        // Wakes those whom a dead writer did not wake any more.
        channel.Signal(new RegionHeader(region).CommitCounter);
        return writer;
    }

    private static CommitWriter AttachAmongOthers(
        IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema, IWriterSeats seats, Deadline firstTurn)
    {
        var turn = new WriterTurn(region, seats);
        var steps = new WriteSteps { Fence = turn.ThrowIfLost };
        var shared = new SharedHeap(region, seats, areas.Heap, () => LiveBlocks.Find(region, areas).Live, steps);
        IWaitChannel channel = WaitChannels.Open(provider, region);
        var writer = new CommitWriter(region, areas, new BlockHeap(region, areas.Heap, areas.Maximum, steps, shared), 0, channel, turn);
        try
        {
            // The first turn repairs what a writer left that died during its own, and if there is no other writer, whatever else there is to repair.
            if (!writer.TryLock(firstTurn, out CommitWriter.Holder held))
                throw new WriterActiveException($"'{region.Path}' has another writer, whose turn lasts longer than there is time to wait for it.");
            using (held)
            {
                StoreSchema stored = SchemaSlot.Read(region, areas);
                SchemaExtension? extension = SchemaSlot.Compare(region, areas, stored, schema);
                using var reservation = Reserve(region, extension);
                WriterRecord.Write(region, seats.Own);
                Extend(writer, region, stored, extension);
                turn.NoteAttached();
            }
        }
        catch
        {
            channel.Dispose();
            turn.Dispose();
            throw;
        }

        channel.Signal(new RegionHeader(region).CommitCounter);
        return writer;
    }

    /// <summary>How many commits a store says it has had.</summary>
    /// <exception cref="StoreFormatException">More than there can be.</exception>
    public static ulong CommitsOf(Region region)
    {
        ulong commits = new RegionHeader(region).CommitCounter;
        return commits <= HeaderLayout.MaximumCommit
            ? commits
            : throw new StoreFormatException(
                StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: it is said to have {commits} commits, and no store has more than {HeaderLayout.MaximumCommit}.");
    }

    /// <summary>How many versions the blocks of a store's indexes have had, as far as the header tells; the block that had the highest may not tell it any more.</summary>
    /// <exception cref="StoreFormatException">More than there can be.</exception>
    public static long IndexVersionsOf(Region region)
    {
        long indexVersions = new RegionHeader(region).At<long>(HeaderLayout.IndexVersionsOffset);
        return indexVersions is >= 0 and <= HeaderLayout.MaximumCommit
            ? indexVersions
            : throw new StoreFormatException(
                StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: the blocks of its indexes are said to have had {indexVersions} versions, and there are 0 to {HeaderLayout.MaximumCommit}.");
    }

    /// <summary>The highest number of a commit that a store tells anywhere.</summary>
    /// <exception cref="StoreFormatException">No writer can begin behind it.</exception>
    public static ulong HighestCommit(Region region, RecoveredHeap heap, IndexRecovery indexes) =>
        (ulong)Begun(region, "a commit", Math.Max((long)CommitsOf(region), Math.Max(heap.HighestVersion, indexes.HighestCommit)));

    /// <summary>The highest version of a block of an index that a store tells anywhere.</summary>
    /// <exception cref="StoreFormatException">No writer can begin behind it.</exception>
    public static long HighestIndexVersion(Region region, RecoveredHeap heap) => Begun(region, "a block of its indexes", Math.Max(heap.HighestIndexVersion, IndexVersionsOf(region)));

    private static long Begun(Region region, string what, long number) => number <= HeaderLayout.MaximumBegun
        ? number
        : throw new StoreFormatException(
            StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: {what} has the number {number}, and no writer begins behind more than {HeaderLayout.MaximumBegun}.");

    /// <summary>Writes the schema into a region that nobody can see yet.</summary>
    public static void WriteFirstSchema(Region region, RegionAreas areas, StoreSchema schema)
    {
        var writer = new CommitWriter(region, areas, new BlockHeap(region, areas.Heap, areas.Maximum), 0, NoWaitChannel.Instance);
        using (writer.Lock())
        {
            CommitSchema(writer, new RegionHeader(region), schema.Document);
        }
    }

    private static SchemaClaims.Reservation Reserve(Region region, SchemaExtension? extension) => SchemaClaims.Reserve(region, extension?.Appended ?? []);

    private static void Extend(CommitWriter writer, Region region, StoreSchema stored, SchemaExtension? extension)
    {
        if (extension is not null)
        {
            CommitSchema(writer, new RegionHeader(region), extension.Schema.Document);
            return;
        }

        SchemaSlot.NoteFingerprint(region, stored);
    }

    private static void CommitSchema(CommitWriter writer, RegionHeader header, ReadOnlySpan<byte> document)
    {
        writer.Commit(SlotLayout.SchemaSlot, document, default);
        header.At<ulong>(HeaderLayout.FingerprintOffset) = Fnv1a.Hash(document);
    }
}
