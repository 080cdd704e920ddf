using System.Numerics;
using System.Text;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Keys of every length that is treated in a way of its own: as words, on the stack, in a rented buffer.</summary>
public sealed class KeyLengthTests
{
    private const ulong FirstSeed = 0x0123_4567_89AB_CDEF;
    private const ulong SecondSeed = 0xFEDC_BA98_7654_3210;

    private static readonly int[] Lengths = [.. Enumerable.Range(0, 70), 127, 128, 129, 300, EntryLayout.MaximumKey];

    [Fact]
    public void The_hash_is_the_one_of_the_format()
    {
        var random = new Random(1);
        foreach (int length in Lengths)
        {
            byte[] key = new byte[length];
            random.NextBytes(key);
            Assert.Equal(HashOfFormat(key), KeyHash.Of(key, new KeySeed(FirstSeed, SecondSeed)));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("é", false)]
    [InlineData("", true)]
    [InlineData("é", true)]
    public void A_key_is_found_in_every_form_and_no_other_one_is_taken_for_it(string end, bool expires)
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        string[] keys = [.. Lengths.SkipLast(1).Select(length => KeyOf(length) + end)];
        if (expires)
            writer.Texts.Limits = new MapLimits { TimeToLive = TimeSpan.FromHours(1) };
        for (int i = 0; i < keys.Length; i++)
            writer.Texts.Set(keys[i], Sample.Of(i));

        // Twice: the first look-up finds the directory, the second one has it.
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                Assert.Equal(i, reader.Texts[keys[i]].Value.Number);
                Assert.True(reader.Texts.TryGet(keys[i].AsSpan(), out SharedMapEntry<Sample> byCharacters));
                Assert.True(reader.Texts.TryGet(Encoding.UTF8.GetBytes(keys[i]), out SharedMapEntry<Sample> byBytes));
                Assert.Equal((i, i), ((int)byCharacters.Value.Number, (int)byBytes.Value.Number));
            }
        }
    }

    [Fact]
    public void A_key_that_differs_in_one_character_is_missing_and_told_by_its_bytes_alone()
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        foreach (int length in Lengths.Where(static length => length is > 0 and < 300))
        {
            string key = KeyOf(length);
            writer.Texts.Set(key, Sample.Of(length));
            Assert.True(reader.Texts.ContainsKey(key));
            byte[] stored = Encoding.UTF8.GetBytes(key);
            for (int i = 0; i < length; i++)
            {
                byte[] other = [.. stored];
                other[i] ^= 1;
                AssertTold(stored, other);
                Assert.False(reader.Texts.ContainsKey(Encoding.UTF8.GetString(other)));
            }
        }
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(12, true)]
    [InlineData(200, false)]
    [InlineData(200, true)]
    public void Nothing_is_compared_beyond_the_end_of_the_region(int length, bool expires)
    {
        using var folder = new TestFolder();
        string path = folder.File();
        string key = KeyOf(length);
        using var writer = MapStoreWriter.Open(path);
        if (expires)
            writer.Texts.Limits = new MapLimits { TimeToLive = TimeSpan.FromHours(1) };
        writer.Texts.Set(key, Sample.Of(1));
        var index = new IndexInspection(writer.Attachment, 0);
        long[] lanes = index.Lanes(index.Directory[0]);
        int lane = Array.FindIndex(lanes, static word => word != 0);
        long laneOffset = IndexInspection.OffsetOf(index.Directory[0]) + IndexLayout.BucketsOffset + (lane * sizeof(long));
        long block = lanes[lane] & IndexLayout.OffsetMask;

        // A reader that knows the directory, and a lane that names what looks like the key's block as far as the file goes.
        using MapStore reader = MapStore.Open(path);
        Assert.Equal(1, reader.Texts[key].Value.Number);
        long end = new FileInfo(path).Length;
        for (long forged = end - 256; forged < end + 256; forged += BlockLayout.Alignment)
        {
            for (int i = 0; i < 4 && forged + (i * sizeof(long)) < end; i++)
                StoreOnDisk.Poke(path, forged + (i * sizeof(long)), index.Word(block + (i * sizeof(long))));
            StoreOnDisk.Poke(path, laneOffset, lanes[lane] - block + forged);
            Exception? error = Record.Exception(() => reader.Texts.TryGetValue(key, out _));
            Assert.True(error is null or SharedStoreException or BsonFormatException, $"{forged - end}: {error}");
        }

        StoreOnDisk.Poke(path, laneOffset, lanes[lane]);
        Assert.Equal(1, reader.Texts[key].Value.Number);
    }

    // No key with the same hash can be made for a seed that is not known, so what compares them is asked.
    private static unsafe void AssertTold(byte[] stored, byte[] other)
    {
        fixed (byte* bytes = stored)
        {
            if (stored.Length > KeyHash.ShortKey)
            {
                Assert.Equal(0UL, new LongKey(stored).Difference(bytes));
                Assert.NotEqual(0UL, new LongKey(other).Difference(bytes));
            }
            else if (stored.Length >= KeyHash.ShortestOfWords)
            {
                (ulong first, ulong second) = KeyHash.Words(other);
                Assert.NotEqual(0UL, new ShortKey(first, second, other.Length).Difference(bytes));
            }
        }
    }

    private static string KeyOf(int length) => string.Create(length, 0, static (text, _) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = (char)('a' + (i % 26));
    });

    // As docs/format.md says it, word by word.
    private static ulong HashOfFormat(byte[] key)
    {
        int n = key.Length;
        ulong s = FirstSeed, a = 0, b = 0;
        if (n >= 8)
        {
            int from = Math.Max(0, n - 16);
            (a, b) = (BitConverter.ToUInt64(key, from), BitConverter.ToUInt64(key, n - 8));
        }
        else if (n >= 4)
        {
            (a, b) = (BitConverter.ToUInt32(key, 0), BitConverter.ToUInt32(key, n - 4));
        }
        else if (n > 0)
        {
            a = key[0] | ((ulong)key[n / 2] << 8) | ((ulong)key[n - 1] << 16);
        }

        for (int at = 0; n - at > 16; at += 16)
            s = Fold(BitConverter.ToUInt64(key, at) ^ s, BitConverter.ToUInt64(key, at + 8) ^ SecondSeed);
        ulong h = unchecked(Fold(a ^ s, b ^ (SecondSeed + (ulong)n)) * 0x9E3779B97F4A7C15);
        return h ^ (h / (1UL << 32));
    }

    private static ulong Fold(ulong x, ulong y)
    {
        BigInteger product = (BigInteger)x * y;
        return (ulong)(product & ulong.MaxValue) ^ (ulong)(product >> 64);
    }
}
