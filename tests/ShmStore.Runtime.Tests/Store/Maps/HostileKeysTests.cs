using System.Buffers.Binary;
using System.Text;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Keys that were chosen so that all of them have one hash, under a seed that is known.</summary>
public sealed class HostileKeysTests : IDisposable
{
    private const int Texts = 0;
    private const int Keys = 10_000;
    private const string KnownSeed = "hostile!";
    private const ulong SecondSeed = 0x9E37_79B9_7F4A_7C15;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_new_store_has_a_seed_of_its_own()
    {
        using var one = MapStoreWriter.Open(_folder.File("one"));
        using var other = MapStoreWriter.Open(_folder.File("other"));
        using var inMemory = MapStoreWriter.Open(null);
        KeySeed[] seeds = [one.Texts.Reader.Seed, other.Texts.Reader.Seed, inMemory.Texts.Reader.Seed];
        Assert.Equal(seeds.Length, seeds.Select(static seed => seed.First).Distinct().Count());
        Assert.Equal(seeds.Length, seeds.Select(static seed => seed.Second).Distinct().Count());
        Assert.DoesNotContain(seeds, static seed => seed.First == 0 || seed.Second == 0);
    }

    [Fact]
    public void They_do_not_collide_under_the_seed_of_another_store()
    {
        using var writer = MapStoreWriter.Open(null);
        var hashes = new HashSet<ulong>();
        for (int i = 0; i < Keys; i++)
        {
            writer.Texts.Set(KeyOf(i), Sample.Of(i, 1));
            hashes.Add(KeyHash.Of(Encoding.UTF8.GetBytes(KeyOf(i)), writer.Texts.Reader.Seed));
        }

        Assert.Equal(Keys, hashes.Count);
        var index = new IndexInspection(writer.Attachment, Texts);
        Assert.InRange(index.Depth, 1, 2);
        Assert.InRange(index.ProbeLengths().Max(), 1, 512);
    }

    [Fact]
    public void Under_their_seed_a_map_holds_thousands_of_them_then_refuses_more_and_stays_whole()
    {
        using MapStoreWriter writer = OpenWithKnownSeed();
        using MapStore reader = writer.OpenReader();
        Assert.Equal(KeyHash.Of(Encoding.UTF8.GetBytes(KeyOf(1)), writer.Texts.Reader.Seed), KeyHash.Of(Encoding.UTF8.GetBytes(KeyOf(2)), writer.Texts.Reader.Seed));
        int held = 0;
        SharedStoreException? refused = null;
        while (held < Keys && refused is null)
        {
            refused = Record.Exception(() => writer.Texts.Set(KeyOf(held), Sample.Of(held, 1))) as SharedStoreException;
            held += refused is null ? 1 : 0;
        }

        Assert.InRange(held, 6000, 8184);
        Assert.Contains($"Texts' cannot hold the key: {held} of its keys", refused!.Message, StringComparison.Ordinal);
        Assert.InRange(writer.Statistics.CommittedBytes, 0, 64 << 20);

        // Again and again, without anything growing.
        long heap = writer.Statistics.HeapBytes;
        for (int i = held; i < Keys; i++)
            Assert.Throws<SharedStoreException>(() => writer.Texts.Set(KeyOf(i), Sample.Of(i, 1)));
        using (StoreCommit commit = writer.BeginCommit())
        {
            writer.Texts.Set(KeyOf(held), Sample.Of(held, 1));
            writer.Beside.Set(Sample.Of(1));
            Assert.IsType<SharedStoreException>(commit.Failure());
        }

        Assert.False(writer.Beside.HasValue);
        Assert.InRange(writer.Statistics.HeapBytes, heap, heap + (1 << 20));
        Assert.Equal(held, reader.Texts.Count);
        for (int i = 0; i < held; i += 7)
            Assert.Equal(i, reader.Texts[KeyOf(i)].Value.Number);
        Assert.False(reader.Texts.ContainsKey(KeyOf(held)));
        Assert.Equal(held, reader.Texts.Select(static entry => entry.Key).Distinct().Count());

        // Others have room, and so have these once some are removed.
        for (int i = 0; i < 1000; i++)
            writer.Texts.Set($"harmless {i}", Sample.Of(i));
        Assert.True(writer.Texts.Remove(KeyOf(0)));
        writer.Texts.Set(KeyOf(held), Sample.Of(held, 1));
        Assert.Equal(held, reader.Texts[KeyOf(held)].Value.Number);
        Assert.Equal(999, reader.Texts["harmless 999"].Value.Number);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    // The first eight bytes are the first seed: their difference is 0, and so is the product with whatever the others are.
    private static string KeyOf(int number) => $"{KnownSeed}{number:D8}";

    private MapStoreWriter OpenWithKnownSeed()
    {
        string path = _folder.File();
        MapStoreWriter.Open(path).Dispose();

        // The second one is known too, so that it is not left to chance whether one of the harmless keys has the first bits of their hash.
        StoreOnDisk.Poke(path, HeaderLayout.KeySeedOffset, new KeySeed(BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(KnownSeed)), SecondSeed));
        return MapStoreWriter.Open(path);
    }
}
