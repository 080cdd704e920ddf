using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps;

namespace ShmStore.Tests.Store;

/// <summary>What can be told of a store's heap from outside.</summary>
internal static class StoreInspection
{
    /// <summary>Asserts that the blocks of the entries, that of the schema, and the free ones are the whole heap.</summary>
    public static void AssertNoBlockIsLost(SampleWriter writer)
    {
        long live = SizeOfBlock(SampleStore.Schema.Document.Length) + writer.Entries.Where(static entry => entry.HasValue).Sum(static entry => SizeOfBlock(entry.GetRaw()!.Length));
        StoreStatistics statistics = writer.Statistics;
        Assert.Equal(statistics.HeapBytes, live + statistics.FreeBlockBytes);
    }

    /// <summary>Offsets of all blocks of the heap.</summary>
    public static IEnumerable<long> Blocks(Region region)
    {
        var header = new RegionHeader(region);
        for (long block = RegionAreas.Read(region).Heap; block < header.HeapEnd; block += new BlockMeta(header.At<uint>(block + BlockLayout.MetaOffset)).BlockSize)
            yield return block;
    }

    /// <summary>Asserts that every block of the heap is either named by a slot or an index, or free.</summary>
    public static void AssertEveryBlockIsKnown(SharedStoreWriter writer)
    {
        Region region = writer.Attachment.Region;
        (BlockSet live, _) = LiveBlocks.Find(region, RegionAreas.Read(region));
        Assert.Equal(Blocks(region).LongCount(), live.Count + writer.Statistics.FreeBlocks);
        AssertCounts(writer.Attachment);
    }

    /// <summary>Asserts that the counters of each map that was written are right.</summary>
    public static void AssertCounts(StoreAttachment attachment)
    {
        for (int key = 0; key < attachment.Schema.Keys.Count; key++)
        {
            var index = new IndexInspection(attachment, key);
            if (attachment.Schema.Keys[key].Key is not null && index.Root != 0)
                index.AssertCounts();
        }
    }

    /// <summary>Bytes of the block that a document of so many bytes is put into.</summary>
    public static long SizeOfBlock(int document) => SizeClasses.SizeOf(SizeClasses.Of(BlockLayout.HeaderLength + document));
}
