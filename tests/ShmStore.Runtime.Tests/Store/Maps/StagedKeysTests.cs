using System.Buffers.Binary;
using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>The keys of an open commit, also those that have the same hash.</summary>
public sealed class StagedKeysTests
{
    private static readonly KeySeed Seed = new(0x0123_4567_89AB_CDEF, 42);

    private readonly StagedKeys _keys = new();

    public static TheoryData<int> Lengths => [0, 1, 3, 4, 7, 8, 15, 16, 17, 40, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_last_block_of_a_key_counts_and_the_one_before_is_told(int length)
    {
        byte[] bytes = new byte[length];
        Assert.False(_keys.TryGet(new KeyProbe(bytes, Seed), out long block));
        Assert.Equal(0, block);
        Assert.Equal(0, _keys.Put(new KeyProbe(bytes, Seed), 64));
        Assert.Equal(64, _keys.Put(new KeyProbe(bytes, Seed), 0));
        Assert.True(_keys.TryGet(new KeyProbe(bytes, Seed), out block));
        Assert.Equal(0, block);
        Assert.Equal(0, _keys.Put(new KeyProbe(bytes, Seed), 128));
        Assert.Equal(1, _keys.All.Length);
        KeyProbe again = _keys.All[0].ProbeBy(Seed);
        Assert.Equal(128, _keys.All[0].Block);
        Assert.Equal(bytes, again.ToArray());
        Assert.Equal(new KeyProbe(bytes, Seed).Hash, again.Hash);
    }

    [Fact]
    public void Keys_with_the_same_hash_are_different_ones()
    {
        for (int number = 1; number <= 3; number++)
        {
            Assert.Equal(new KeyProbe(Colliding(1), Seed).Hash, new KeyProbe(Colliding(number), Seed).Hash);
            Assert.Equal(0, _keys.Put(new KeyProbe(Colliding(number), Seed), number));
        }

        Assert.Equal(2, _keys.Put(new KeyProbe(Colliding(2), Seed), 20));
        Assert.False(_keys.TryGet(new KeyProbe(Colliding(4), Seed), out _));
        Assert.Equal([1, 20, 3], _keys.All.ToArray().Select(static key => key.Block));
        _keys.RemoveAll();
        Assert.True(_keys.TryGet(new KeyProbe(Colliding(3), Seed), out long block));
        Assert.Equal(0, block);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5000)]
    public void Nothing_is_left_of_what_is_forgotten(int count)
    {
        for (int number = 0; number < count; number++)
            _keys.Put(new KeyProbe(BitConverter.GetBytes(number), Seed), 16);
        Assert.Equal(count, _keys.All.Length);
        _keys.Forget();
        Assert.True(_keys.All.IsEmpty);
        Assert.False(_keys.TryGet(new KeyProbe(BitConverter.GetBytes(0), Seed), out _));
        Assert.Equal(0, _keys.Put(new KeyProbe(BitConverter.GetBytes(1), Seed), 32));
        Assert.Equal(1, _keys.All.Length);
    }

    // The first word of a key, which is combined with the seed's, takes part in the hash by a multiplication: with 0 the second one does not count.
    private static byte[] Colliding(int number)
    {
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(key, Seed.First);
        BinaryPrimitives.WriteInt64LittleEndian(key.AsSpan(8), number);
        return key;
    }
}
