using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Repairing;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>One damage each: the check names the place.</summary>
public sealed class VerifyDamageTests : IDisposable
{
    private readonly MapStoreOnDisk _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(HeaderLayout.MagicOffset, "magic")]
    [InlineData(HeaderLayout.ByteOrderOffset, "byte order")]
    [InlineData(HeaderLayout.CommittedOffset, "usable")]
    [InlineData(HeaderLayout.SlotsOffset, "slot table")]
    [InlineData(HeaderLayout.SlotCapacityOffset, "slot")]
    [InlineData(HeaderLayout.AtomicCapacityOffset, "atomics")]
    [InlineData(HeaderLayout.AtomicsOffset, "atomics")]
    [InlineData(HeaderLayout.HeapOffset, "heap")]
    [InlineData(HeaderLayout.MaximumOffset, "at most")]
    [InlineData(HeaderLayout.ChecksumsOffset, "kind")]
    [InlineData(HeaderLayout.HeapEndOffset, "end")]
    public void The_header(int offset, string message)
    {
        _store.Poke(offset, 0x7654_3217);
        AssertDamage(StoreArea.Header, null, null, message);
    }

    [Fact]
    public void The_commit_counter()
    {
        _store.Poke(HeaderLayout.CommitCounterOffset, -1L);
        AssertDamage(StoreArea.Header, HeaderLayout.CommitCounterOffset, null, "commits are counted");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_commit_counter_that_does_not_count_the_commits_of_blocks(int behind)
    {
        // The last commit is that of the entry beside the maps.
        long version = _store.Peek<long>(_store.Peek<long>(_store.SlotOf(2)) + BlockLayout.VersionOffset);
        _store.Poke(HeaderLayout.CommitCounterOffset, version - 1);
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);
        _store.Poke(HeaderLayout.CommitCounterOffset, behind == 0 ? 0 : version - behind);
        AssertDamage(StoreArea.Header, HeaderLayout.CommitCounterOffset, null, $"is of version {version}");
    }

    [Fact]
    public void An_entry_of_a_commit_that_is_not_counted()
    {
        long block = _store.Peek<long>(_store.LaneInUse) & IndexLayout.OffsetMask;
        _store.Poke(block + BlockLayout.VersionOffset, HeaderLayout.MaximumCommit);
        AssertDamage(StoreArea.Header, HeaderLayout.CommitCounterOffset, null, $"the block at {block} is of version {HeaderLayout.MaximumCommit}");
        Assert.Empty(StoreFiles.Repair(_store.Path).Lost);
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);
    }

    [Fact]
    public void The_commit_record()
    {
        _store.Poke(HeaderLayout.CommitRecordOffset, _store.Peek<long>(_store.SlotOf(2)));
        AssertDamage(StoreArea.CommitRecord, _store.Peek<long>(_store.SlotOf(2)), null, "");
        _store.Poke(HeaderLayout.CommitRecordOffset, 24L);
        AssertDamage(StoreArea.CommitRecord, 24, null, "no block begins");
    }

    [Fact]
    public void A_slot()
    {
        long block = _store.Peek<long>(_store.SlotOf(2));
        foreach (long wrong in (long[])[block + 16, block - 16, 1, 1L << 40, -16])
        {
            _store.Poke(_store.SlotOf(2), wrong);
            AssertDamage(StoreArea.Slots, _store.SlotOf(2), "Beside", "no block begins");
        }

        _store.Poke(_store.SlotOf(2), block);
        _store.Poke(_store.SlotOf(17), block);
        AssertDamage(StoreArea.Slots, _store.SlotOf(17), null, "belongs to no key");
    }

    [Fact]
    public void An_atomic()
    {
        long at = _store.Peek<long>(HeaderLayout.AtomicsOffset) + (AtomicLayout.Stride * 2);
        _store.Poke(at, 1L);
        AssertDamage(StoreArea.Atomics, at, null, "no atomic stands there");
    }

    [Fact]
    public void The_schema()
    {
        long block = _store.Peek<long>(HeaderLayout.Length);
        _store.Poke(block + BlockLayout.HeaderLength + 4, (byte)0x77);
        AssertDamage(StoreArea.Schema, block, null, "malformed");
    }

    [Theory]
    [InlineData("map", "maq", "of the kind 'maq'")]
    [InlineData("int32", "in,32", "keys of the type 'in,32'")]
    public void A_schema_whose_keys_are_of_a_kind_or_type_that_there_is_not(string name, string changed, string message)
    {
        SchemaDamage.Rename(_store.Path, name, changed);
        AssertDamage(StoreArea.Schema, _store.Peek<long>(HeaderLayout.Length), null, message);
    }

    [Theory]
    [InlineData(0, "Texts")]
    [InlineData(1, "Numbers")]
    public void A_slot_of_a_map_that_became_zero(int key, string name)
    {
        _store.Poke(_store.SlotOf(key), 0L);
        AssertDamage(StoreArea.Slots, _store.SlotOf(key), name, "though the map was written");
    }

    [Fact]
    public void A_size_class_and_a_version()
    {
        long block = _store.Peek<long>(_store.SlotOf(2));
        uint meta = _store.Peek<uint>(block + BlockLayout.MetaOffset);
        _store.Poke(block + BlockLayout.MetaOffset, meta | 0x7F00_0000);
        AssertDamage(StoreArea.Heap, block, null, "size class 127");
        _store.Poke(block + BlockLayout.MetaOffset, meta);
        _store.Poke(block + BlockLayout.VersionOffset, 0L);
        AssertDamage(StoreArea.Block, block, "Beside", "is of version 0");
        _store.Poke(block + BlockLayout.VersionOffset, -1L);
        AssertDamage(StoreArea.Block, block, "Beside", "is of version -1");
    }

    [Fact]
    public void A_length_a_prefix_and_a_document()
    {
        long block = _store.Peek<long>(_store.SlotOf(2));
        int length = _store.Peek<int>(block + BlockLayout.LengthOffset);
        _store.Poke(block + BlockLayout.LengthOffset, 1 << 20);
        AssertDamage(StoreArea.Block, block, "Beside", "1048576");
        _store.Poke(block + BlockLayout.LengthOffset, length - 1);
        AssertDamage(StoreArea.Document, block, "Beside", "length");
        _store.Poke(block + BlockLayout.LengthOffset, length);
        ushort prefix = _store.Peek<ushort>(block + BlockLayout.MetaOffset);
        _store.Poke(block + BlockLayout.MetaOffset, (ushort)(prefix + 1));
        AssertDamage(StoreArea.Document, block, "Beside", "canonical");
        _store.Poke(block + BlockLayout.MetaOffset, prefix);

        // Still valid BSON, but not what the schema says: a member of another name, and one of another type.
        long name = block + BlockLayout.HeaderLength + 5;
        _store.Poke(name, (byte)'M');
        AssertDamage(StoreArea.Document, block, "Beside", "canonical");
        _store.Poke(name, (byte)'N');
        _store.Poke(name - 1, (byte)0x09);
        AssertDamage(StoreArea.Document, block, "Beside", "Number");
    }

    [Fact]
    public void The_root_and_the_directory_of_a_map()
    {
        long root = _store.Root;
        uint meta = _store.Peek<uint>(root + BlockLayout.MetaOffset);
        _store.Poke(root + BlockLayout.MetaOffset, meta ^ 1);
        AssertDamage(StoreArea.Map, _store.SlotOf(0), "Texts", "not that of a root");
        _store.Poke(root + BlockLayout.MetaOffset, meta);

        // Some of them have a directory that would have room.
        foreach (int depth in (int[])[21, 64, -64, int.MinValue])
        {
            _store.Poke(root + IndexLayout.RootDepthOffset, depth);
            AssertDamage(StoreArea.Map, _store.SlotOf(0), "Texts", $"depth {depth}");
        }

        _store.Poke(root + IndexLayout.RootDepthOffset, 0);
        long word = _store.DirectoryWord;
        _store.Poke(root + IndexLayout.DirectoryOffset, word + 64);
        AssertDamage(StoreArea.Map, root + IndexLayout.DirectoryOffset, "Texts", "directory");
        _store.Poke(root + IndexLayout.DirectoryOffset, _store.Peek<long>(_store.Peek<long>(_store.SlotOf(1)) + IndexLayout.DirectoryOffset));
        AssertDamage(StoreArea.Block, null, null, "belongs to the map that is key 1");
        _store.Poke(root + IndexLayout.DirectoryOffset, word);
        Assert.True(StoreFiles.Verify(_store.Path).IsSound);

        // As a writer leaves it that dies between counting an entry and making it, and as none does.
        _store.Poke(root + IndexLayout.RootCountOffset, 19L);
        AssertDamage(StoreArea.Map, root + IndexLayout.RootCountOffset, "Texts", "19 entries are counted, and there are 20");
        _store.Poke(root + IndexLayout.RootChangesOffset, _store.Peek<long>(root + IndexLayout.RootChangesOffset) | 1);
        StoreReport report = StoreFiles.Verify(_store.Path);
        Assert.True(report.IsSound);
        Assert.Contains(report.Findings, static finding => finding.Message.StartsWith("19 entries are counted, and there are 20", StringComparison.Ordinal));
        _store.Poke(root + IndexLayout.RootCountOffset, 22L);
        AssertDamage(StoreArea.Map, root + IndexLayout.RootCountOffset, "Texts", "22 entries are counted, and there are 20");
    }

    [Fact]
    public void The_ring_of_a_map()
    {
        long word = _store.Root + IndexLayout.RootRingOffset;
        long ring = _store.Peek<long>(word);
        long claimed = _store.Peek<long>(ring + RingLayout.ClaimedOffset);
        long head = _store.Peek<long>(ring + RingLayout.HeadOffset);
        foreach (long wrong in (long[])[claimed + 1, -1])
        {
            _store.Poke(ring + RingLayout.HeadOffset, wrong);
            AssertDamage(StoreArea.Map, ring, "Texts", $"{wrong} records complete and {claimed} begun");
        }

        // So many that counting on would overflow.
        foreach (long most in (long[])[RingLayout.MaximumBegun + 1, long.MaxValue - 1])
        {
            _store.Poke(ring + RingLayout.HeadOffset, most);
            _store.Poke(ring + RingLayout.ClaimedOffset, most);
            AssertDamage(StoreArea.Map, ring, "Texts", $"{most} records begun, and no writer begins behind more");
            StoreFormatException refused = Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(_store.Path));
            Assert.Contains($"{most} records begun, and no writer begins behind more", refused.Message, StringComparison.Ordinal);
        }

        _store.Poke(ring + RingLayout.ClaimedOffset, claimed);
        _store.Poke(ring + RingLayout.HeadOffset, head);
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);

        // What looks like one, in the middle of a block.
        foreach (long forged in (long[])[ring - IndexLayout.Alignment, ring + IndexLayout.Alignment])
        {
            for (int i = 0; i < BlockLayout.HeaderLength; i += sizeof(long))
                _store.Poke(forged + i, _store.Peek<long>(ring + i));
            AssertNoRing(forged);
        }

        foreach (long offset in (long[])[0, -IndexLayout.Alignment, ring + 1, 1L << 60])
            AssertNoRing(offset);

        void AssertNoRing(long offset)
        {
            _store.Poke(word, offset);
            AssertDamage(StoreArea.Map, word, "Texts", $"names a ring at {offset}, where none is");
        }
    }

    [Fact]
    public void Lanes_of_a_map()
    {
        long lane = _store.LaneInUse;
        long word = _store.Peek<long>(lane);
        _store.Poke(lane, word ^ (1L << 50));
        AssertDamage(StoreArea.Map, lane, "Texts[", "tag");
        _store.Poke(lane, word + 16);
        AssertDamage(StoreArea.Map, lane, "Texts", "");
        _store.Poke(lane, word);

        // The same entry once more, where nobody would look for it.
        long segment = _store.DirectoryWord & IndexLayout.OffsetMask;
        int buckets = (int)((ulong)_store.DirectoryWord >> IndexLayout.OffsetBits);
        for (long other = segment + IndexLayout.BucketsOffset; other < segment + IndexLayout.SegmentLength(buckets); other += sizeof(long))
        {
            if (other < lane || _store.Peek<long>(other) != 0 || (other - lane) / IndexLayout.BucketLength is 0 or 1)
                continue;
            _store.Poke(other, word);
            AssertDamage(StoreArea.Map, other, "Texts", "named by something else too");
            _store.Poke(lane, 0L);
            AssertDamage(StoreArea.Map, other, "Texts[", "looking for it");
            return;
        }

        Assert.Fail("No lane was free.");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(IndexLayout.Tombstone, false)]
    [InlineData(IndexLayout.Reserved, false)]
    public void A_lane_with_a_word_that_none_has(long named, bool isEntry)
    {
        long lane = _store.LaneInUse;
        long word = isEntry ? _store.Peek<long>(lane) & long.MaxValue : named | (1 << 20);
        _store.Poke(lane, word);
        AssertDamage(StoreArea.Map, lane, "Texts", $"0x{word:X16}");
    }

    [Fact]
    public void An_entry_of_another_map()
    {
        long block = _store.Peek<long>(_store.LaneInUse) & IndexLayout.OffsetMask;
        _store.Poke(block + BlockLayout.HeaderLength, (ushort)1);
        AssertDamage(StoreArea.Block, block, "Texts", "key 1");
        _store.Poke(block + BlockLayout.HeaderLength, (ushort)0);
        _store.Poke(block + BlockLayout.HeaderLength + 4, (byte)0xFF);
        AssertDamage(StoreArea.Block, block, "Texts", "no string");
    }

    private void AssertDamage(StoreArea area, long? offset, string? key, string message)
    {
        StoreReport report = StoreFiles.Verify(_store.Path);
        Assert.False(report.IsSound);
        Assert.True(
            report.Findings.Any(finding => finding.Severity == StoreFindingSeverity.Damage && finding.Area == area && (offset is null || finding.Offset == offset)
                && (key is null || finding.Key?.StartsWith(key, StringComparison.Ordinal) == true) && finding.Message.Contains(message, StringComparison.Ordinal)),
            report.ToString());
    }
}
