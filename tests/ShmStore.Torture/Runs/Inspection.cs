using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Runs;

/// <summary>Looks at a store that nobody writes any more, as its next writer: nothing is lost, neither values nor blocks.</summary>
internal static class Inspection
{
    /// <summary>Attaches and looks.</summary>
    public static void Run(string path, WriterMode mode, Journal journal, Tally tally)
    {
        try
        {
            CheckAsWriter(path, mode, journal, tally);
            foreach (StoreFinding finding in SharedStoreFile.Verify(path).Findings)
                tally.Blame($"in the end: {finding}");
        }
        catch (SharedStoreException damaged)
        {
            tally.Blame($"the next writer could not attach: {damaged}");
        }
    }

    private static void CheckAsWriter(string path, WriterMode mode, Journal journal, Tally tally)
    {
        using TortureStore.Writer writer = TortureStore.CreateWriter(path, new StoreOptions { Mode = StoreMode.Open, Writers = mode });
        for (int key = 0; key < Keys.Count; key++)
        {
            long number = NumberOf(writer, key);
            if (number < journal.Completed(key) || number > journal.Begun(key))
                tally.Blame($"in the end key {key} has number {number}, {journal.Completed(key)} were completed and {journal.Begun(key)} begun");
        }

        CheckBlocks(writer, tally);
        writer.Cached.Limits = new MapLimits { MaximumEntries = Keys.MaximumCached };
        if (writer.Cached.Count > Keys.MaximumCached)
            tally.Blame($"a map with bounds has {writer.Cached.Count} entries of at most {Keys.MaximumCached}");
        long version = writer.Version;
        if (writer.A.Set(Item.Of(0, writer.A.Value.Number, 1)) <= version)
            tally.Blame($"the next commit has no higher number than {version}");
    }

    private static long NumberOf(TortureStore.Writer writer, int key) => key switch
    {
        Keys.Group => writer.Left.Value.Number,
        < Keys.Entries => Keys.EntryOf(writer, key).Value.Number,
        _ => writer.Counted[key].Value.Number,
    };

    // Every block is named or free.
    private static void CheckBlocks(TortureStore.Writer writer, Tally tally)
    {
        Region region = writer.Attachment.Region;
        var areas = RegionAreas.Read(region);
        var header = new RegionHeader(region);
        long live = LiveBlocks.Find(region, areas).Live.Count;
        long blocks = 0;
        for (long block = areas.Heap; block < header.HeapEnd; blocks++)
            block += new BlockMeta(header.At<uint>(block + BlockLayout.MetaOffset)).BlockSize;
        long free = writer.Statistics.FreeBlocks ?? 0;
        if (blocks != live + free)
            tally.Blame($"of {blocks} blocks {live} are named and {free} free");
    }
}
