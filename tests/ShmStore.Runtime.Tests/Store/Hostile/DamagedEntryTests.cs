using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>Blocks of a map's entries, and slots, that a writer would go by when it is attached: the next writer refuses them.</summary>
public sealed class DamagedEntryTests : IDisposable
{
    private readonly MapStoreOnDisk _store = new();
    private readonly long _block;

    public DamagedEntryTests() => _block = _store.Peek<long>(_store.LaneInUse) & IndexLayout.OffsetMask;

    private uint Prologue
    {
        get => _store.Peek<uint>(_block + BlockLayout.HeaderLength);
        set => _store.Poke(_block + BlockLayout.HeaderLength, value);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_key_that_is_longer_than_its_block()
    {
        Prologue = EntryLayout.Word(EntryLayout.Map(Prologue), EntryLayout.MaximumKey);
        AssertRefused();
    }

    [Fact]
    public void A_document_that_has_no_room_behind_its_key()
    {
        int room = new BlockMeta(_store.Peek<uint>(_block + BlockLayout.MetaOffset)).BlockSize - BlockLayout.HeaderLength;
        int before = EntryLayout.BytesBeforeKey(Prologue) + EntryLayout.KeyLength(Prologue);
        _store.Poke(_block + BlockLayout.LengthOffset, room - before);
        MapStoreWriter.Open(_store.Path).Dispose();
        _store.Poke(_block + BlockLayout.LengthOffset, room - before + 1);
        AssertRefused();
    }

    [Fact]
    public void A_time_of_expiry_that_has_no_room()
    {
        int room = new BlockMeta(_store.Peek<uint>(_block + BlockLayout.MetaOffset)).BlockSize - BlockLayout.HeaderLength;
        _store.Poke(_block + BlockLayout.LengthOffset, room - EntryLayout.PrologueLength - EntryLayout.KeyLength(Prologue));
        Prologue |= EntryLayout.ExpiresFlag;
        AssertRefused();
    }

    [Fact]
    public void An_entry_of_another_map()
    {
        Prologue++;
        AssertRefused();
    }

    [Fact]
    public void An_entry_that_is_said_to_be_an_index()
    {
        _store.Poke(_block + BlockLayout.MetaOffset, _store.Peek<uint>(_block + BlockLayout.MetaOffset) | 0x8000_0000);
        AssertRefused();
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_slot_outside_the_region_in_a_store_with_checksums(WriterMode writers)
    {
        string path = _store.Beside("checksums");
        var options = new StoreOptions { Checksums = true, Writers = writers };
        using (var writer = MapStoreWriter.Open(path, options))
            writer.Beside.Set(Sample.Of(1));
        Attaching.StoreOnDisk.Poke(path, _store.SlotOf(2), 1L << 45);
        Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(path, options).Dispose());
    }

    private void AssertRefused()
    {
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(_store.Path).Dispose());
        Assert.Contains($"the block at {_block}", error.Message, StringComparison.Ordinal);
    }
}
