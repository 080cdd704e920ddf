using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Roots that are given back, and used anew, while somebody looks at them.</summary>
public sealed unsafe class ReplacedRootTests : IDisposable
{
    private const int Numbers = 1;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly RetoldRegion _region;
    private readonly MapReader _reader;
    private readonly long* _slot;
    private int _looks;

    public ReplacedRootTests()
    {
        _writer.Numbers.Set(1, Sample.Of(1));
        Region memory = _writer.Attachment.Region;
        _region = new RetoldRegion(memory) { Looking = () => _looks++ };
        _slot = (long*)(memory.Origin + RegionAreas.Read(memory).SlotAt(SlotLayout.FirstKeySlot + Numbers));
        _reader = new MapReader(_region, _slot, Numbers, "int32", _writer.Numbers.Reader.Seed, new ReadRetry(_region, "Numbers", new ReadCounters(), 100), TimeProvider.System);
    }

    private KeyProbe Key => new(1, 1, sizeof(int), _reader.Seed);

    private byte* Root => _region.Origin + *_slot;

    private ref long Word => ref *SegmentLease.DirectoryWord(Root, 0, Key.Hash);

    public void Dispose()
    {
        _region.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void One_that_is_named_again_after_it_was_read_as_zeros_is_no_damage()
    {
        // As a reader sees it that found the slot before another root was in it.
        long word = Word;
        Word = 0;
        _region.Looking = () =>
        {
            if (++_looks == 2)
            {
                new BlockHeader(Root).Version++;
                Word = word;
            }
        };
        Assert.True(_reader.TryFind(Key, out _));
        Assert.Equal(2, _looks);
    }

    [Fact]
    public void Control_one_that_stays_so_is_damage()
    {
        long word = Word;
        Word = 0;
        Assert.Throws<StoreFormatException>(() => _reader.TryFind(Key, out _));
        Word = word;
        Assert.True(_reader.TryFind(Key, out _));
    }
}
