using System.Text;
using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Keys as bytes, as words, and back: every way to a hash gives the same one.</summary>
public sealed class KeyFormTests
{
    private static readonly KeySeed Seed = new(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210);

    private enum OfByte : byte
    {
        Low,
        High = byte.MaxValue,
    }

    private enum OfSByte : sbyte
    {
        Low = sbyte.MinValue,
        High = sbyte.MaxValue,
    }

    private enum OfInt16 : short
    {
        Low = short.MinValue,
        High = short.MaxValue,
    }

    private enum OfUInt16 : ushort
    {
        Low,
        High = ushort.MaxValue,
    }

    private enum OfInt32
    {
        Low = int.MinValue,
        High = int.MaxValue,
    }

    private enum OfUInt32 : uint
    {
        Low,
        High = uint.MaxValue,
    }

    private enum OfInt64 : long
    {
        Low = long.MinValue,
        High = long.MaxValue,
    }

    private enum OfUInt64 : ulong
    {
        Low,
        High = ulong.MaxValue,
    }

    [Fact]
    public void Enums_of_every_underlying_type_are_the_64_bit_number_of_their_value()
    {
        Check(OfByte.Low, 0);
        Check(OfByte.High, byte.MaxValue);
        Check(OfSByte.Low, sbyte.MinValue);
        Check(OfSByte.High, sbyte.MaxValue);
        Check(OfInt16.Low, short.MinValue);
        Check(OfInt16.High, short.MaxValue);
        Check(OfUInt16.Low, 0);
        Check(OfUInt16.High, ushort.MaxValue);
        Check(OfInt32.Low, int.MinValue);
        Check(OfInt32.High, int.MaxValue);
        Check(OfUInt32.Low, 0);
        Check(OfUInt32.High, uint.MaxValue);
        Check(OfInt64.Low, long.MinValue);
        Check(OfInt64.High, long.MaxValue);
        Check(OfUInt64.Low, 0);
        Check(OfUInt64.High, -1);
    }

    [Fact]
    public void A_number_that_the_enum_cannot_have_is_damage()
    {
        Assert.Contains("the key 256", Assert.Throws<StoreFormatException>(() => MapKeyOf<OfByte>.Decode(BitConverter.GetBytes(256L), "M")).Message, StringComparison.Ordinal);
        Assert.Throws<StoreFormatException>(() => MapKeyOf<OfSByte>.Decode(BitConverter.GetBytes(128L), "M"));
        Assert.Throws<StoreFormatException>(() => MapKeyOf<OfUInt32>.Decode(BitConverter.GetBytes(-1L), "M"));
        Assert.Throws<StoreFormatException>(() => MapKeyOf<long>.Decode(new byte[7], "M"));
        Assert.Throws<StoreFormatException>(() => MapKeyOf<string>.Decode([0xFF], "M"));
    }

    [Fact]
    public void Keys_of_every_length_have_one_hash_and_come_back()
    {
        byte[] all = [.. Enumerable.Range(1, 80).Select(static i => (byte)(i * 37))];
        var hashes = new HashSet<ulong>();
        for (int length = 0; length <= all.Length; length++)
        {
            ReadOnlySpan<byte> key = all.AsSpan(0, length);
            var probe = new KeyProbe(key, Seed);
            Assert.Equal(KeyHash.Of(key, Seed), probe.Hash);
            Assert.Equal(key.ToArray(), probe.ToArray());
            Assert.True(hashes.Add(probe.Hash));
            if (length <= KeyHash.ShortKey)
            {
                (ulong first, ulong second) = KeyHash.Words(key);
                Assert.Equal(KeyHash.Short(first, second, length, Seed), probe.Hash);
                Assert.Equal(key.ToArray(), new KeyProbe(first, second, length, Seed).ToArray());
            }
        }
    }

    [Fact]
    public unsafe void Every_byte_of_a_key_counts()
    {
        for (int length = 1; length <= 40; length++)
        {
            byte[] key = [.. Enumerable.Range(1, length).Select(static i => (byte)i)];
            var probe = new KeyProbe(key, Seed);
            for (int changed = 0; changed < length; changed++)
            {
                byte[] other = [.. key];
                other[changed] ^= 0x80;
                fixed (byte* same = key, different = other)
                {
                    Assert.True(probe.Matches(same));
                    Assert.False(probe.Matches(different));
                }

                Assert.NotEqual(probe.Hash, KeyHash.Of(other, Seed));
            }
        }
    }

    [Fact]
    public void Text_in_registers_is_text_as_UTF8()
    {
        for (int length = 0; length <= 20; length++)
        {
            string text = "abcdefghijklmnopqrst"[..length];
            bool isNarrow = TextKey.TryWords(text, out ulong first, out ulong second);
            Assert.Equal(length is >= 4 and <= KeyHash.ShortKey, isNarrow);
            if (!isNarrow)
                continue;
            Assert.Equal(KeyHash.Words(Encoding.UTF8.GetBytes(text)), (first, second));
            for (int i = 0; i < length; i++)
            {
                foreach (char other in (ReadOnlySpan<char>)['\u0080', 'é', '\u0100', '日', '\uD800', '\uFFFF'])
                    Assert.False(TextKey.TryWords(string.Concat(text.AsSpan(0, i), [other], text.AsSpan(i + 1)), out _, out _));
                Assert.True(TextKey.TryWords(string.Concat(text.AsSpan(0, i), ['\u007F'], text.AsSpan(i + 1)), out first, out second));
                Assert.Equal(KeyHash.Words(Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, i), ['\u007F'], text.AsSpan(i + 1)))), (first, second));
            }
        }
    }

    private static void Check<T>(T key, long number)
        where T : struct
    {
        Assert.Equal(number, MapKeyOf<T>.ToInt64(key));
        Assert.True(MapKey.TryWords(key, out ulong first, out ulong second, out int length));
        byte[] bytes = new KeyProbe(first, second, length, Seed).ToArray();
        Assert.Equal(BitConverter.GetBytes(number), bytes);
        Assert.Equal(key, MapKeyOf<T>.Decode(bytes, "M"));
    }
}
