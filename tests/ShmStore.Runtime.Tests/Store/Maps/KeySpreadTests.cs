using System.Buffers.Binary;
using System.Text;
using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Keys that follow each other are spread over the buckets of a segment as at random, whatever the seed of the store.</summary>
public sealed class KeySpreadTests
{
    private const int Buckets = IndexLayout.LargestSegment;
    private const int Keys = 6700;
    private const int Seeds = 400;

    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("account:")]
    [InlineData("")]
    [InlineData("a key of more than sixteen bytes: ")]
    public void A_look_up_for_a_key_that_is_not_there_is_short_under_every_seed(string kind) => Assert.InRange(LongestMedian(kind, static (key, seed) => KeyHash.Of(key, seed)), 1, 2);

    [Theory]
    [InlineData("int")]
    [InlineData("account:")]
    public void Control_with_one_multiplication_some_seeds_are_bad(string kind) => Assert.True(LongestMedian(kind, static (key, seed) => Folded(key, seed)) > 4);

    // Of all seeds the worst: how many buckets are searched, for half of all keys that are not there.
    private static int LongestMedian(string kind, Func<byte[], KeySeed, ulong> hash)
    {
        var random = new Random(7);
        byte[][] keys = [.. Enumerable.Range(1000, Keys).Select(number => KeyOf(kind, number))];
        return Enumerable.Range(0, Seeds).Max(_ => Median(keys, new KeySeed((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue)), hash));
    }

    private static int Median(byte[][] keys, KeySeed seed, Func<byte[], KeySeed, ulong> hash)
    {
        int[] used = new int[Buckets];
        foreach (byte[] key in keys)
        {
            int bucket = (int)SegmentProbe.HomeOf(hash(key, seed), Buckets);
            while (used[bucket] == IndexLayout.Lanes)
                bucket = (bucket + 1) % Buckets;
            used[bucket]++;
        }

        int[] searched = [.. Enumerable.Range(0, Buckets).Select(first =>
        {
            int count = 1;
            while (used[(first + count - 1) % Buckets] == IndexLayout.Lanes)
                count++;
            return count;
        }).Order()];
        return searched[Buckets / 2];
    }

    private static byte[] KeyOf(string kind, int number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return kind switch
        {
            "int" => bytes[..sizeof(int)],
            "long" => bytes,
            _ => Encoding.UTF8.GetBytes($"{kind}{number:D6}"),
        };
    }

    private static ulong Folded(byte[] key, KeySeed seed)
    {
        (ulong first, ulong second) = KeyHash.Words(key);
        ulong high = Math.BigMul(first ^ seed.First, second ^ (seed.Second + (uint)key.Length), out ulong low);
        return high ^ low;
    }
}
