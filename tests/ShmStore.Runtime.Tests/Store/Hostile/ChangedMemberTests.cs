using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>Setting one member copies a block with the header that it has: what stands there is not believed, and nothing is written beyond a block.</summary>
public sealed unsafe class ChangedMemberTests
{
    private const string Key = "a key";

    public static TheoryData<int, bool, bool> Lengths()
    {
        var data = new TheoryData<int, bool, bool>();
        foreach (int length in (int[])[-1, 0, 5, 250, 4000, 1 << 20, BlockLayout.MaximumDocument, BlockLayout.MaximumDocument + 1, 20 << 20, int.MaxValue - 20, int.MaxValue])
        {
            foreach (bool ofMap in (bool[])[false, true])
            {
                data.Add(length, ofMap, false);
                data.Add(length, ofMap, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_length_that_is_changed_under_the_writer(int length, bool ofMap, bool checksums)
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 256 << 20, Checksums = checksums });
        SetOften(writer);

        // Behind them, so that the region is long enough for most of the lengths.
        writer.Texts.Set("large", Sample.Of(1, 8 << 20));
        writer.Texts.Set("last", Sample.Of(1, 16_000_000));
        ref int stored = ref HeaderOf(writer, ofMap).Length;
        int before = stored;
        stored = length;
        Exception? error = Record.Exception(() => Change(writer, ofMap));
        Assert.True(
            error is null or SharedStoreException or BsonFormatException || error.GetType() == typeof(ArgumentException) || (length == 0 && error.Message.Contains("no value", StringComparison.Ordinal)), $"{error}");
        if (error is not null)
            stored = before;

        // Whatever came of it, everything else is as it was.
        Assert.Equal(Sample.Of(1, 8 << 20), writer.Texts["large"].Value);
        Assert.Equal(Sample.Of(1, 16_000_000), writer.Texts["last"].Value);
        writer.Texts.Set(Key, Sample.Of(3, 100));
        writer.Beside.Set(Sample.Of(3, 100));
        Change(writer, ofMap);
        Assert.Equal(9, ofMap ? writer.Texts[Key].Value.Number : writer.Beside.Value.Number);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_length_for_which_blocks_of_its_class_have_no_room(bool ofMap, bool checksums)
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { Checksums = checksums });
        SetOften(writer);
        BlockHeader old = HeaderOf(writer, ofMap);
        CommitWriter commits = writer.Attachment.Writer!;
        long source = (long)((byte*)old.Document - BlockLayout.HeaderLength - commits.Region.Origin);
        int room = new BlockMeta(old.Meta).BlockSize - BlockLayout.HeaderLength - commits.SealLength;
        using (commits.Lock())
        {
            for (int length = room; length <= room + (2 * BlockLayout.HeaderLength); length++)
            {
                long copy = commits.StageCopy(source, prologue: 0, length);
                var meta = new BlockMeta(commits.HeaderOf(copy).Meta);
                Assert.InRange(BlockLayout.HeaderLength + length + commits.SealLength, 0, meta.BlockSize);
                Assert.Equal(length == room, meta.SizeClass == new BlockMeta(old.Meta).SizeClass);
                commits.Discard(copy);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_that_is_said_to_be_of_an_index(bool ofMap)
    {
        using var writer = MapStoreWriter.Open(null);
        SetOften(writer);
        BlockHeader old = HeaderOf(writer, ofMap);
        uint meta = old.Meta;
        old.Meta |= BlockMeta.OfIndex(default, sizeClass: 0).Word;
        CommitWriter commits = writer.Attachment.Writer!;
        long source = (long)((byte*)old.Document - BlockLayout.HeaderLength - commits.Region.Origin);
        using (commits.Lock())
        {
            long copy = commits.StageCopy(source, prologue: 0, old.Length);
            Assert.Equal(meta, commits.HeaderOf(copy).Meta);
            commits.Discard(copy);
        }

        old.Meta = meta;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_backup_has_no_value_that_is_said_to_be_of_an_index(bool ofMap)
    {
        using var folder = new TestFolder();
        string path = folder.File();
        using (var writer = MapStoreWriter.Open(null))
        {
            SetOften(writer);
            HeaderOf(writer, ofMap).Meta |= BlockMeta.OfIndex(default, sizeClass: 0).Word;
            writer.Backup(path, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Empty(SharedStoreFile.Verify(path, cancellationToken: TestContext.Current.CancellationToken).Findings);
        using var opened = MapStoreWriter.Open(path);
        Change(opened, ofMap);
        Assert.Equal(9, ofMap ? opened.Texts[Key].Value.Number : opened.Beside.Value.Number);
    }

    // Until enough blocks of their size have been freed for the next to be one of them.
    private static void SetOften(MapStoreWriter writer)
    {
        for (int i = 0; i < 600; i++)
        {
            writer.Texts.Set(Key, Sample.Of(2, 100));
            writer.Beside.Set(Sample.Of(2, 100));
        }
    }

    private static BlockHeader HeaderOf(MapStoreWriter writer, bool ofMap)
    {
        CommitWriter commits = writer.Attachment.Writer!;
        long version = ofMap ? writer.Texts[Key].Version : writer.Beside.Version;
        return StoreInspection.Blocks(commits.Region).Select(commits.HeaderOf).Single(header => header.Version == version && !new BlockMeta(header.Meta).IsIndex);
    }

    private static void Change(MapStoreWriter writer, bool ofMap)
    {
        if (ofMap)
            writer.Texts.SetFixed<long, long, Int64Codec>(Key, Sample.NumberOffset, "Number"u8, 9);
        else
            writer.Beside.SetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, 9);
    }
}
