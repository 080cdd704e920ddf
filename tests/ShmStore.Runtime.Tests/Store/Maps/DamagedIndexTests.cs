using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Words of an index that are wrong: readers stay within the region and end, the next writer refuses the store or finds nothing wrong with it.</summary>
public sealed class DamagedIndexTests : IDisposable
{
    private const int Numbers = 1;
    private const int Count = 14_000;

    private static readonly long[] Values = [0, 1, 2, 3, 20, 21, 31, 64, -1, -64, 1L << 47, 1L << 48, 1L << 62, long.MinValue, long.MaxValue, 0x03FF_0000_0000_0040, 0x000F_0000_0000_1000];

    private readonly TestFolder _folder = new();
    private readonly string _sound;
    private readonly string _path;
    private readonly Dictionary<string, long> _words = [];
    private readonly long _otherSegment;
    private readonly long _otherLane;

    public DamagedIndexTests()
    {
        _sound = _folder.File("sound");
        _path = _folder.File("damaged");
        using var writer = MapStoreWriter.Open(_sound);
        for (int i = 0; i < Count; i++)
            writer.Numbers.Set(i, Sample.Of(i, 1));
        var index = new IndexInspection(writer.Attachment, Numbers);
        long segment = IndexInspection.OffsetOf(index.Directory[0]);
        long[] lanes = index.Lanes(index.Directory[0]);
        int lane = Array.FindIndex(lanes, static word => word != 0);
        _words.Add("slot", index.Slot);
        _words.Add("header of the root", index.Root + BlockLayout.LengthOffset);
        _words.Add("depth of the directory", index.Root + IndexLayout.RootDepthOffset);
        _words.Add("first word of the directory", index.Root + IndexLayout.DirectoryOffset);
        _words.Add("last word of the directory", index.Root + IndexLayout.DirectoryOffset + ((index.Directory.Length - 1) * sizeof(long)));
        _words.Add("version of the segment", segment + BlockLayout.VersionOffset);
        _words.Add("header of the segment", segment + BlockLayout.LengthOffset);
        _words.Add("depth and count of the segment", segment + IndexLayout.SegmentDepthOffset);
        _words.Add("lane", segment + IndexLayout.BucketsOffset + (lane * sizeof(long)));
        _words.Add("header of the entry", IndexInspection.OffsetOf(lanes[lane]) + BlockLayout.LengthOffset);
        _words.Add("prologue of the entry", IndexInspection.OffsetOf(lanes[lane]) + BlockLayout.HeaderLength);
        _otherSegment = index.Directory[^1];
        _otherLane = lanes.Last(static word => word != 0);
    }

    public static TheoryData<string> Words =>
    [
        "slot", "header of the root", "depth of the directory", "first word of the directory", "last word of the directory", "version of the segment", "header of the segment",
        "depth and count of the segment", "lane", "header of the entry", "prologue of the entry",
    ];

    public void Dispose() => _folder.Dispose();

    /// <summary>As it is for a moment when a root is given back and made anew where it was: that is no damage.</summary>
    [Fact]
    public unsafe void A_root_without_a_version_is_one_that_is_being_made()
    {
        using var writer = MapStoreWriter.Open(_path);
        writer.Numbers.Set(1, Sample.Of(1));
        using MapStore reader = MapStore.Open(_path);
        var index = new IndexInspection(writer.Attachment, Numbers);
        byte* root = writer.Attachment.Region.Origin + index.Root;
        long version = *(long*)(root + BlockLayout.VersionOffset);
        long word = *(long*)(root + IndexLayout.DirectoryOffset);
        *(long*)(root + BlockLayout.VersionOffset) = 0;
        *(long*)(root + IndexLayout.DirectoryOffset) = 0;
        Assert.Throws<ReadContentionException>(() => reader.Numbers.ContainsKey(1));
        Assert.Throws<ReadContentionException>(() => reader.Numbers.Count);
        *(long*)(root + BlockLayout.VersionOffset) = version;
        Assert.Throws<StoreFormatException>(() => reader.Numbers.ContainsKey(1));
        *(long*)(root + IndexLayout.DirectoryOffset) = word;
        Assert.True(reader.Numbers.ContainsKey(1));
    }

    [Fact]
    public void Entries_of_another_map_are_not_taken_for_its_own()
    {
        const int texts = 0;
        long slot, other, word;
        using (var writer = MapStoreWriter.Open(_path))
        {
            for (int i = 0; i < 60; i++)
            {
                writer.Numbers.Set(i, Sample.Of(i));
                writer.Texts.Set($"{i}", Sample.Of(i));
            }

            var index = new IndexInspection(writer.Attachment, texts);
            (slot, other) = (index.Slot, new IndexInspection(writer.Attachment, Numbers).Root);
            word = index.Root + IndexLayout.DirectoryOffset;
            Assert.Equal(0, index.Depth);
        }

        foreach ((long at, long value) in ((long, long)[])[(slot, other), (word, Peek(other + IndexLayout.DirectoryOffset))])
        {
            long sound = Peek(at);
            StoreOnDisk.Poke(_path, at, value);
            using MapStore reader = MapStore.Open(_path);
            Action[] reads =
            [
                () => _ = reader.Texts.Keys.Count(),
                () => _ = reader.Texts.Sum(static entry => entry.Value.Number),
                () => reader.Export(TestContext.Current.CancellationToken),
                () => _ = reader.Snapshot(static store => store.Texts.Keys.Count()),
            ];
            Assert.All(reads, static read => Assert.Contains("an entry of another map", Assert.Throws<StoreFormatException>(read).Message, StringComparison.Ordinal));
            Assert.Equal(60, reader.Numbers.Keys.Count());
            StoreOnDisk.Poke(_path, at, sound);
            Assert.Equal(60, reader.Texts.Keys.Count());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_directory_that_names_another_segment_in_a_half_of_a_range_is_refused(int half)
    {
        long root;
        int[] first;
        long[] directory;
        using (var writer = MapStoreWriter.Open(_path))
        {
            // Until two segments have two words each.
            var index = new IndexInspection(writer.Attachment, Numbers);
            int count = 0;
            do
            {
                writer.Numbers.Set(count++, Sample.Of(count, 1));
                directory = index.Root == 0 ? [] : index.Directory;
                first = [.. directory.GroupBy(static word => word).Where(static words => words.Count() == 2).Select(words => Array.IndexOf(directory, words.Key))];
            }
            while (first.Length < 2);
            root = index.Root;
        }

        StoreOnDisk.Poke(_path, root + IndexLayout.DirectoryOffset + ((first[0] + half) * sizeof(long)), directory[first[1]]);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(_path));
        Assert.Contains("two segments for one hash", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Any_word_with_any_value(string word)
    {
        int refused = 0;
        foreach (long value in Values.Append(_otherSegment).Append(_otherLane))
        {
            File.Copy(_sound, _path, overwrite: true);
            StoreOnDisk.Poke(_path, _words[word], value);
            ReadAll();
            Exception? error = Record.Exception(() => MapStoreWriter.Open(_path).Dispose());
            Assert.True(error is null or StoreFormatException, $"{word} = {value:X}: {error}");
            refused += error is null ? 0 : 1;
        }

        Assert.True(refused > 0, $"No value of the {word} was refused.");
    }

    [Fact]
    public void The_sound_one_is_accepted()
    {
        using var writer = MapStoreWriter.Open(_sound);
        Assert.Equal(Count, writer.Numbers.Keys.Distinct().Count());
    }

    private long Peek(long offset)
    {
        using var file = File.OpenHandle(_path);
        byte[] word = new byte[sizeof(long)];
        RandomAccess.Read(file, word, offset);
        return BitConverter.ToInt64(word);
    }

    private void ReadAll()
    {
        using var reader = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, _path, new OpenOptions { MaximumReadAttempts = 20 }));
        Action[] reads =
        [
            () => _ = reader.Numbers.Count,
            () => _ = reader.Numbers.Sum(static entry => entry.Value.Number),
            () => reader.Numbers.GetMany([.. Enumerable.Range(0, 100)], new Sample?[100]),
            () => _ = reader.Snapshot(static store => store.Numbers.ContainsKey(5) ? store.Numbers.Count : store.Numbers.Keys.Count()),
            () => reader.Export(TestContext.Current.CancellationToken),
            .. Enumerable.Range(0, 300).Select(i => (Action)(() => _ = reader.Numbers.TryGetValue(i * 40, out _))),
        ];
        foreach (Action read in reads)
        {
            Exception? error = Record.Exception(read);
            Assert.True(error is null or SharedStoreException or BsonFormatException, $"{error}");
        }
    }
}
