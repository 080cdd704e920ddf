using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Commit records that no writer has left: the next writer refuses and changes nothing, readers stay within the region.</summary>
public sealed class DamagedRecordTests : IDisposable
{
    private const int Pairs = BlockLayout.HeaderLength;

    private readonly StoreOnDisk _store = new();
    private readonly long _record;

    /// <summary>A sound record: it gives A and B the blocks that they have. It stands in the document of C.</summary>
    public DamagedRecordTests()
    {
        long version;
        using (var writer = SampleWriter.Open(_store.Path))
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.A.Set(Sample.Of(1));
            writer.B.Set(Sample.Of(2, 1000));
            writer.C.Set(Sample.Of(3));
            version = commit.Complete();
        }

        _record = _store.BlockOf(SlotLayout.FirstKeySlot + 7);
        _store.Poke(_record + BlockLayout.LengthOffset, 2 * CommitPair.Length);
        Poke(0, SlotOf(0), BlockOf(0));
        Poke(1, SlotOf(1), BlockOf(1));
        _store.Poke(SlotOf(7), 0L);
        _store.Poke<long>(HeaderLayout.CommitRecordOffset, _record);
        Assert.Equal(version, _store.Peek<long>(_record));
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_sound_one_is_redone_whatever_the_slots_were()
    {
        _store.Poke(SlotOf(0), 0L);
        _store.Poke(SlotOf(1), 0L);
        using (var reader = SampleStore.Open(_store.Path))
        {
            Assert.False(reader.A.HasValue);
            Assert.Equal((Sample.Of(1), Sample.Of(2, 1000)), reader.Snapshot(static store => (store.A.Value, store.B.Value)));
        }

        _store.AssertUsable();
        Assert.Equal(0, _store.Peek<long>(HeaderLayout.CommitRecordOffset));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(1L << 40)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_record_that_is_elsewhere(long offset)
    {
        _store.Poke(HeaderLayout.CommitRecordOffset, offset);
        AssertRefused();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(BlockLayout.MaximumDocument)]
    [InlineData(-1)]
    public void A_length_that_no_record_has(int length)
    {
        _store.Poke(_record + BlockLayout.LengthOffset, length);
        AssertRefused();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    [InlineData(1)]
    public void A_version_that_it_does_not_have(long version)
    {
        _store.Poke(_record + BlockLayout.VersionOffset, version);
        AssertRefused();
    }

    public static TheoryData<long> ForeignWords => [0, 8, HeaderLayout.CommitRecordOffset, HeaderLayout.Length, HeaderLayout.Length + 64, HeaderLayout.Length + 128 + 8, 65536, 131072 + 3, 1L << 40, -8, long.MaxValue, long.MinValue];

    [Theory]
    [MemberData(nameof(ForeignWords))]
    public void A_word_that_no_commit_changes(long word)
    {
        Poke(1, word, BlockOf(1));
        AssertRefused();
    }

    public static TheoryData<long> ForeignValues => [0, 1, 16, HeaderLayout.Length, 1L << 40, -16, long.MaxValue, long.MinValue];

    [Theory]
    [MemberData(nameof(ForeignValues))]
    public void A_value_that_no_slot_gets(long value)
    {
        Poke(1, SlotOf(1), value);
        AssertRefused();
    }

    [Fact]
    public void A_block_of_another_commit()
    {
        _store.Poke(BlockOf(1), _store.Peek<long>(BlockOf(1)) - 1);
        AssertRefused();
    }

    [Fact]
    public unsafe void A_record_that_changes_while_it_is_carried_through()
    {
        using var writer = SampleWriter.Open(null);
        writer.C.Set(Sample.Of(3, 1000));
        Region region = writer.Attachment.Region;
        var areas = RegionAreas.Read(region);
        byte* origin = region.Origin;
        long record = *(long*)(origin + areas.SlotAt(SlotLayout.FirstKeySlot + 7));

        // It changes words of its own block, behind the pairs.
        var pairs = (CommitPair*)(origin + record + Pairs);
        long* words = (long*)(origin + record + 512);
        new Span<long>(words, 3).Clear();
        for (int i = 0; i < 2; i++)
            pairs[i] = new CommitPair(record + 512 + (i * sizeof(long)), i + 1);
        *(int*)(origin + record + BlockLayout.LengthOffset) = 2 * CommitPair.Length;
        *(long*)(origin + HeaderLayout.CommitRecordOffset) = record;
        CommitRedo.Run(region, areas, new WriteSteps { Taken = _ => pairs[1] = new CommitPair(record + 512 + (2 * sizeof(long)), 3) });
        Assert.Equal([1L, 2L, 0L], new ReadOnlySpan<long>(words, 3).ToArray());
    }

    private long SlotOf(int key) => _store.SlotAt(SlotLayout.FirstKeySlot + key);

    private long BlockOf(int key) => _store.BlockOf(SlotLayout.FirstKeySlot + key);

    private void Poke(int pair, long word, long value) => _store.Poke(_record + Pairs + (pair * CommitPair.Length), new CommitPair(word, value));

    private void AssertRefused()
    {
        byte[] before = File.ReadAllBytes(_store.Path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => SampleWriter.Open(_store.Path).Dispose());
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains("commit record", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_store.Path));

        using var reader = new SampleStore(StoreAttachment.OpenReader(SampleStore.Schema, _store.Path, new OpenOptions { MaximumReadAttempts = 20 }));
        Exception? failure = Record.Exception(() => reader.Snapshot(static store => (store.A.HasValue, store.B.TryGet(out Sample? value) ? value : null)));
        Assert.True(failure is null or SharedStoreException or BsonFormatException, $"{failure}");
        Assert.Equal(Sample.Of(1), reader.A.Value);
    }
}
