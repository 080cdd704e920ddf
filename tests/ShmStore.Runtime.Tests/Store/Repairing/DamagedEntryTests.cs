using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>The block of an entry is damaged, and older ones of its key are still in the heap: one of these would be a wrong value.</summary>
public sealed class DamagedEntryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_header_that_ends_the_walk_over_the_heap_is_that_of_the_block(bool checksums)
    {
        using var store = new MapStoreOnDisk(30, checksums);
        using (var writer = MapStoreWriter.Open(store.Path))
        {
            for (int i = 0; i < 3; i++)
                writer.Texts.Set("t1", Sample.Of(1000 + i, 40));
        }

        long block = store.BlockOf("t1");
        uint meta = store.Peek<uint>(block + BlockLayout.MetaOffset);
        store.Poke(block + BlockLayout.MetaOffset, meta | 0x7F00_0000);
        StoreFinding lost = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        Assert.DoesNotContain("unless it is found", lost.Message, StringComparison.Ordinal);
        store.AssertContent(isLost: static text => text == "t1");
    }
}
