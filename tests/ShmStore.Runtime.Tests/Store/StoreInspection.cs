using ShmStore.Layout;
using ShmStore.TestHost.Samples;

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

    /// <summary>Bytes of the block that a document of so many bytes is put into.</summary>
    public static long SizeOfBlock(int document) => SizeClasses.SizeOf(SizeClasses.Of(BlockLayout.HeaderLength + document));
}
