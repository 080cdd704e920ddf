using ShmStore.Layout;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Every word of the header set to hostile values: whoever attaches gets a clear error, or a store that works.</summary>
public sealed class DamagedHeaderTests : IDisposable
{
    private readonly StoreOnDisk _store = new();

    public static TheoryData<int, int> Words
    {
        get
        {
            var words = new TheoryData<int, int>();
            (int Offset, int Width)[] header =
            [
                (HeaderLayout.MagicOffset, 8), (HeaderLayout.VersionOffset, 4), (HeaderLayout.ByteOrderOffset, 4), (HeaderLayout.MaximumOffset, 8),
                (HeaderLayout.CommittedOffset, 8), (HeaderLayout.FingerprintOffset, 8), (HeaderLayout.SlotsOffset, 8), (HeaderLayout.SlotCapacityOffset, 4),
                (HeaderLayout.AtomicCapacityOffset, 4), (HeaderLayout.AtomicsOffset, 8), (HeaderLayout.HeapOffset, 8), (HeaderLayout.IdentityOffset, 8),
                (HeaderLayout.CommitCounterOffset, 8), (HeaderLayout.HeapEndOffset, 8), (HeaderLayout.WriterGenerationOffset, 8),
                (HeaderLayout.WriterProcessOffset, 4), (HeaderLayout.WriterNamespaceOffset, 4), (HeaderLayout.WriterSinceOffset, 8), (HeaderLayout.CommitRecordOffset, 8),
            ];
            foreach ((int offset, int width) in header)
                words.Add(offset, width);
            return words;
        }
    }

    private static long[] Hostile =>
    [
        0, 1, 2, 3, 8, 16, 63, 64, 100, 127, 129, 4095, 4096, 4097, 65535, 65536, 65537, 131072, 131088, 196608, 262144, 1 << 20, 1 << 22, (1 << 22) + 1,
        int.MaxValue, int.MinValue, 1L << 32, 1L << 40, 1L << 47, 1L << 56, long.MaxValue - 1, long.MaxValue, long.MinValue, long.MinValue + 1, -1, -16, -64, -4096, -65536,
    ];

    public void Dispose() => _store.Dispose();

    [Theory]
    [MemberData(nameof(Words))]
    public void Whoever_attaches_gets_a_clear_error_or_a_store_that_works(int offset, int width)
    {
        byte[] sound = File.ReadAllBytes(_store.Path);
        foreach (long value in Hostile)
        {
            File.WriteAllBytes(_store.Path, sound);
            if (width == 8)
                _store.Poke(offset, value);
            else
                _store.Poke(offset, (int)value);
            AssertClearOrWorking(() => SampleStore.Open(_store.Path), offset, value);
            AssertClearOrWorking(() => SampleContributor.Open(_store.Path), offset, value);
            if (AssertClearOrWorking(() => SampleWriter.Open(_store.Path), offset, value))
                _store.AssertUsable();
        }
    }

    [Fact]
    public void A_maximum_that_no_store_can_have_is_told_by_a_check_and_repaired()
    {
        byte[] sound = File.ReadAllBytes(_store.Path);
        foreach (int bit in Enumerable.Range(0, 64))
        {
            // Sizes that a store can have, though there may not be that much address space here.
            if (bit is > 36 and < 48)
                continue;
            File.WriteAllBytes(_store.Path, sound);
            _store.Poke(HeaderLayout.MaximumOffset, _store.Peek<long>(HeaderLayout.MaximumOffset) ^ (1L << bit));
            if (!StoreFiles.Verify(_store.Path).IsSound)
                Assert.True(StoreFiles.Repair(_store.Path, new RepairOptions { KeepDamaged = false }).WasRepaired);
            _store.AssertUsable();
        }
    }

    [Theory]
    [InlineData(HeaderLayout.VersionOffset, 1)]
    [InlineData(HeaderLayout.VersionOffset, 3)]
    [InlineData(HeaderLayout.ByteOrderOffset, 0)]
    [InlineData(HeaderLayout.MaximumOffset + 4, int.MaxValue)]
    [InlineData(HeaderLayout.SlotsOffset, 1)]
    [InlineData(HeaderLayout.CommittedOffset + 4, 1)]
    public void What_begins_as_a_store_can_be_deleted(int offset, int value)
    {
        _store.Poke(offset, value);
        Assert.True(SharedStoreFile.Delete(_store.Path));
        Assert.False(File.Exists(_store.Path));
    }

    [Fact]
    public void What_does_not_cannot()
    {
        _store.Poke(HeaderLayout.MagicOffset, 0);
        Assert.Equal(StoreFormatReason.NotAStore, Assert.Throws<StoreFormatException>(() => SharedStoreFile.Delete(_store.Path)).Reason);
        Assert.True(File.Exists(_store.Path));
    }

    [Theory]
    [InlineData(HeaderLayout.SlotsOffset)]
    [InlineData(HeaderLayout.AtomicsOffset)]
    [InlineData(HeaderLayout.HeapOffset)]
    public void Areas_that_overlap_are_refused(int offset)
    {
        foreach (int other in (int[])[HeaderLayout.SlotsOffset, HeaderLayout.AtomicsOffset, HeaderLayout.HeapOffset])
        {
            if (other == offset)
                continue;
            long sound = _store.Peek<long>(offset);
            _store.Poke(offset, _store.Peek<long>(other));
            StoreFormatException error = Assert.Throws<StoreFormatException>(() => SampleStore.Open(_store.Path));
            Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
            Assert.Contains(_store.Path, error.Message, StringComparison.Ordinal);
            _store.Poke(offset, sound);
        }
    }

    private static bool AssertClearOrWorking(Func<SharedStore> attach, int offset, long value)
    {
        SharedStore store;
        try
        {
            store = attach();
        }
        catch (Exception exception)
        {
            Assert.True(exception is StoreFormatException or StoreFullException, $"Header word {offset} = {value}: {exception}");
            return false;
        }

        using (store)
        {
            Sample sample = store switch
            {
                SampleStore reader => reader.A.Value,
                SampleContributor contributor => contributor.A.Value,
                _ => ((SampleWriter)store).A.Value,
            };
            Assert.True(sample == Sample.Of(1), $"Header word {offset} = {value}: {sample}");
            return true;
        }
    }
}
