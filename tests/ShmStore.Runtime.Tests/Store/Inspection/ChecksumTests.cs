using System.Buffers.Binary;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>Stores whose blocks have checksums.</summary>
public sealed class ChecksumTests : IDisposable
{
    private const int SlotOfA = SlotLayout.FirstKeySlot;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_store_tells_whether_it_has_them_and_keeps_that(bool checksums)
    {
        string path = Make(checksums);
        using var writer = SampleWriter.Open(path, new StoreOptions { Checksums = !checksums });
        using var reader = SampleStore.Open(path);
        Assert.Equal((checksums, checksums), (writer.Statistics.Checksums, reader.Statistics.Checksums));
        Assert.Equal(checksums, reader.Snapshot(static state => state.Statistics.Checksums));
    }

    [Fact]
    public void The_checksum_is_the_one_of_the_format()
    {
        Assert.Equal(0xE3069283u, Crc32C("123456789"u8));
        string path = Make(checksums: true);
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal(1, file[HeaderLayout.ChecksumsOffset]);
        int word = HeaderLayout.Length + (SlotOfA * SlotLayout.Stride);
        int block = (int)BitConverter.ToInt64(file, word);
        int size = new BlockMeta(BitConverter.ToUInt32(file, block + BlockLayout.MetaOffset)).BlockSize;
        byte[] covered = [.. BitConverter.GetBytes((long)word), .. file.AsSpan(block, size - 4)];
        Assert.Equal(Crc32C(covered), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(block + size - 4)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_changed_byte_is_noticed_by_the_next_writer_and_not_without_checksums(bool checksums)
    {
        string path = Make(checksums);
        long block = BlockOf(path, SlotOfA);

        // The last character of the text: the document stays valid.
        StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + Sample.LengthOf(16) - 3, (byte)'?');
        if (!checksums)
        {
            SampleWriter.Open(path).Dispose();
            Assert.Empty(StoreFiles.Verify(path).Findings);
            return;
        }

        StoreFormatException error = Assert.Throws<StoreFormatException>(() => SampleWriter.Open(path));
        Assert.Contains("1 blocks do not have the checksum", error.Message, StringComparison.Ordinal);
        Assert.Contains("SharedStoreFile.Repair", error.Message, StringComparison.Ordinal);
        StoreFinding finding = Assert.Single(StoreFiles.Verify(path).Findings);
        Assert.Equal((StoreArea.Block, block, "A"), (finding.Area, finding.Offset, finding.Key));
        Assert.Contains("checksum", finding.Message, StringComparison.Ordinal);
        using var reader = SampleStore.Open(path);
        Assert.Equal(Sample.Of(2, 1000), reader.B.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_changed_byte_of_an_entry_of_a_map_is_noticed_by_the_next_writer_and_not_without_checksums(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        long block = store.BlockOf("t1");
        int length = store.Peek<int>(block + BlockLayout.LengthOffset);
        store.Poke(block + BlockLayout.HeaderLength + EntryLayout.PrologueLength + "t1".Length + length - 3, (byte)'?');
        if (!checksums)
        {
            MapStoreWriter.Open(store.Path).Dispose();
            return;
        }

        StoreFormatException error = Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path));
        Assert.Contains($"1 blocks do not have the checksum of their bytes, the first at {block}", error.Message, StringComparison.Ordinal);
        StoreFinding finding = Assert.Single(StoreFiles.Verify(store.Path).Findings);
        Assert.Equal((StoreArea.Block, block), (finding.Area, finding.Offset));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_slot_of_before_whose_block_was_used_for_another_key_since_is_noticed(bool checksums)
    {
        // As a power failure can leave it: the page of A's slot is older than the one of its block.
        string path = Make(checksums);
        StoreOnDisk.Poke(path, HeaderLayout.Length + (SlotOfA * SlotLayout.Stride), BlockOf(path, SlotOfA + 1));
        StoreOnDisk.Poke(path, HeaderLayout.Length + ((SlotOfA + 1) * SlotLayout.Stride), 0L);
        Assert.Equal(!checksums, StoreFiles.Verify(path).IsSound);
        if (checksums)
            Assert.Throws<StoreFormatException>(() => SampleWriter.Open(path));
        else
            SampleWriter.Open(path).Dispose();
    }

    [Fact]
    public void A_commit_of_several_keys_that_is_carried_through_has_its_checksums()
    {
        for (int step = 0; step < 9; step++)
        {
            string path = _folder.File($"killed{step}");
            using (var writer = SampleWriter.Open(path, new StoreOptions { Checksums = true }))
                SampleCommits.Write(writer, 1);
            using (HostProcess child = HostProcess.Start("store-commit", path, $"{step}"))
                Assert.Null(child.ReadLine());
            if (step == 1)
                RefusesADamagedRecord(path);
            using var next = SampleWriter.Open(path);
            Assert.Null(SampleCommits.Check(next.Snapshot(SampleCommits.Read)));
            StoreInspection.AssertEveryBlockIsKnown(next);
        }
    }

    [Fact]
    public void Maps_that_grow_keep_their_checksums()
    {
        using var store = new MapStoreOnDisk(3000, checksums: true);
        for (int round = 0; round < 3; round++)
        {
            using var writer = MapStoreWriter.Open(store.Path);
            using StoreCommit commit = writer.BeginCommit();
            for (int i = 0; i < 500; i++)
                writer.Texts.Set($"more{i}", Sample.Of(round + i, 200));
            commit.Complete();
        }

        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
    }

    private static void RefusesADamagedRecord(string path)
    {
        byte[] sound = File.ReadAllBytes(path);
        long record = BitConverter.ToInt64(sound, HeaderLayout.CommitRecordOffset);
        byte[] damaged = [.. sound];

        // One of its words, so that another slot would be changed.
        damaged[record + BlockLayout.HeaderLength] ^= 0x40;
        File.WriteAllBytes(path, damaged);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => SampleWriter.Open(path));
        Assert.Contains("commit record", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));
        File.WriteAllBytes(path, sound);
    }

    private static long BlockOf(string path, int slot) => BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.Length + (slot * SlotLayout.Stride));

    private string Make(bool checksums)
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, new StoreOptions { Checksums = checksums, MaximumSize = 4 << 20 });
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(2, 1000));
        return path;
    }

    // Bit by bit, from the polynomial.
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        return ~crc;
    }
}
