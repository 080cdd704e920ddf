using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>Members that are read at once, step by step: while the writer reuses the block between two of them, and where the block is damaged.</summary>
public sealed unsafe class MembersAtOnceTests : IDisposable
{
    private const int Rounds = 15;
    private const int Sets = 4000;

    // What happens before the second member is loaded, the first time.
    private static readonly AsyncLocal<Action?> Between = new();

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Of_an_entry_whose_block_is_reused_in_between_they_are_of_one_version() => AssertOneVersion(
        number => _writer.Beside.Set(Sample.Of(number)),
        () => _writer.Beside.Read(SampleFields.Number, default(SharedMember<Sample, double, LateHalf>)));

    [Fact]
    public void Of_an_entry_of_a_map_whose_block_is_reused_in_between_they_are_of_one_version() => AssertOneVersion(
        number => _writer.Texts.Set(number % 3 == 0 ? "a" : $"b{number % 3}", Sample.Of(number)),
        () => _writer.Texts["a"].Read(SampleFields.Number, default(SharedMember<Sample, double, LateHalf>)));

    [Fact]
    public void Of_many_keys_whose_blocks_are_reused_in_between_those_of_each_are_of_one_version() => AssertOneVersion(
        number => _writer.Texts.Set(number % 3 == 0 ? "key a" : $"key b{number % 3}", Sample.Of(number)),
        () =>
        {
            (long, double)[] results = new (long, double)[2];

            // A reader gets to know the index by the first look-up of all, which is of a single key.
            Assert.True(_writer.Texts.ContainsKey("key a"));
            Assert.Equal(2, _writer.Texts.ReadMany(["key a", "key a"], results, SampleFields.Number, default(SharedMember<Sample, double, LateHalf>)));
            return results[0];
        });

    [Fact]
    public void Of_a_key_that_was_removed_while_they_were_loaded_they_are_what_was_found()
    {
        _writer.Texts.Set("key a", Sample.Of(1));
        Assert.True(_writer.Texts.ContainsKey("key a"));
        Between.Value = () => _writer.Texts.Remove("key a");
        (long, double)[] results = new (long, double)[1];
        Assert.Equal(1, _writer.Texts.ReadMany(["key a"], results, SampleFields.Number, default(SharedMember<Sample, double, LateHalf>)));
        Assert.Null(Between.Value);
        Assert.Equal([(1, 0.5)], results);
        Assert.Equal(0, _writer.Texts.ReadMany(["key a"], results, SampleFields.Number, SampleFields.Half));
        Assert.Equal([default], results);
    }

    [Fact]
    public void Control_members_of_which_nobody_looks_at_the_version_are_caught() => Assert.NotEqual(0, CountTorn(
        number => _writer.Beside.Set(Sample.Of(number)),
        () =>
        {
            Region region = _writer.Attachment.Region;
            long* slot = (long*)(region.Origin + ShmStore.Store.Attaching.RegionAreas.Read(region).SlotAt(SlotLayout.FirstKeySlot + _writer.Beside.Key));
            var header = new BlockHeader(region.Origin + *slot);
            MemberPair<long, SampleFields.OfNumber, double, LateHalf>.TryLoad(new FixedBytes(new ReadOnlySpan<byte>(header.Document, header.FixedPrefix)), out (long First, double Second) values);
            return values;
        }));

    [Theory]
    [InlineData(0)]
    [InlineData(-16)]
    [InlineData(8)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 15)]
    public void Where_the_slot_names_no_block_nothing_is_read(long offset)
    {
        Assert.False(TryFar(offset));
        _writer.Dispose();
        Assert.False(TryFar(offset));
    }

    [Fact]
    public void A_prefix_past_the_end_of_the_region_is_not_believed()
    {
        long block = _writer.Attachment.Region.Committed - 32;
        MakeBlock(block);
        Assert.False(TryFar(block));
        Assert.False(TryFar(_writer.Attachment.Region.Committed));
        var place = new MapPlace(null, block, 5, BlockLayout.HeaderLength);
        Assert.False(_writer.Texts.Reader.TryGetFixed(in place, out _));
    }

    [Fact]
    public void Control_a_prefix_inside_the_region_is()
    {
        long block = _writer.Attachment.Region.Committed - 64;
        MakeBlock(block);
        Assert.True(TryFar(block));
        var place = new MapPlace(null, block, 5, BlockLayout.HeaderLength);
        Assert.True(_writer.Texts.Reader.TryGetFixed(in place, out _));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(39, false)]
    [InlineData(-1, false)]
    [InlineData(long.MinValue, false)]
    public void Of_an_entry_they_are_loaded_if_the_prefix_is_readable(long readable, bool expected)
    {
        long block = _writer.Attachment.Region.Committed - 64;
        MakeBlock(block);
        var load = default(MembersLoad<MemberPair<long, Far, long, Far>, (long, long)>);
        Assert.Equal(expected, load.TryLoad(new BlockHeader(_writer.Attachment.Region.Origin + block), BlockLayout.HeaderLength, readable));
    }

    private bool TryFar(long offset) => FixedLoad.TryTuple<MemberPair<long, Far, long, Far>, (long First, long Second)>(_writer.Attachment.Region, &offset, out _);

    private void MakeBlock(long offset)
    {
        var header = new BlockHeader(_writer.Attachment.Region.Origin + offset);
        header.Length = 16;
        header.Meta = 40;
        Volatile.Write(ref header.Version, 5);
    }

    private static void AssertOneVersion(Action<int> set, Func<(long Number, double Half)> read) => Assert.Equal(0, CountTorn(set, read));

    private static int CountTorn(Action<int> set, Func<(long Number, double Half)> read)
    {
        int torn = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            int first = round * 3 * Sets;
            set(first);
            Between.Value = () =>
            {
                for (int i = 1; i < Sets; i++)
                    set(first + i);
            };
            (long number, double half) = read();
            Assert.Null(Between.Value);
            torn += half == number / 2.0 ? 0 : 1;
        }

        return torn;
    }

    private readonly struct LateHalf : ISharedMember<double>
    {
        public static bool TryLoad(FixedBytes bytes, out double value)
        {
            Action? between = Between.Value;
            Between.Value = null;
            between?.Invoke();
            return SampleFields.OfHalf.TryLoad(bytes, out value);
        }

        public static double Read(DocumentView document) => SampleFields.OfHalf.Read(document);
    }

    private readonly struct Far : ISharedMember<long>
    {
        public static bool TryLoad(FixedBytes bytes, out long value) => bytes.TryLoad<long, long, Int64Codec>(32, out value);

        public static long Read(DocumentView document) => throw new NotSupportedException();
    }
}
