using System.Runtime.InteropServices;
using System.Text;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>A store with maps in a file, to be damaged.</summary>
internal sealed class MapStoreOnDisk : IDisposable
{
    private const int SlotOfTexts = SlotLayout.FirstKeySlot;

    private readonly TestFolder _folder = new();

    /// <summary>
    /// Makes a store whose map of texts has <c>t0</c>, <c>t1</c> …, of which every third was removed again, and whose map of numbers has as many, all of them. A small one has no two texts of the
    /// same tag: a damaged lane may have named either.
    /// </summary>
    public MapStoreOnDisk(int entries = 30, bool checksums = false)
    {
        Path = _folder.File("store.shm");
        Entries = entries;
        do
        {
            File.Delete(Path);
            Write(entries, checksums);
        }
        while (entries <= 30 && HasEqualTags());
    }

    /// <summary>Path of the store.</summary>
    public string Path { get; }

    /// <summary>How many entries were set in each map.</summary>
    public int Entries { get; }

    /// <summary>Path of another file in the same folder.</summary>
    public string Beside(string name) => _folder.File(name);

    /// <summary>Names in the folder.</summary>
    public string[] Names() => _folder.Names();

    /// <summary>The key with this number.</summary>
    public static string Text(int i) => $"t{i}";

    /// <summary>A word of the file.</summary>
    public T Peek<T>(long offset)
        where T : unmanaged
    {
        using var file = File.OpenHandle(Path);
        var value = new T[1];
        RandomAccess.Read(file, MemoryMarshal.AsBytes(value.AsSpan()), offset);
        return value[0];
    }

    /// <summary>Changes a word of the file.</summary>
    public void Poke<T>(long offset, T value)
        where T : unmanaged => StoreOnDisk.Poke(Path, offset, value);

    /// <summary>Offset of the slot of a key.</summary>
    public long SlotOf(int key) => Peek<long>(HeaderLayout.SlotsOffset) + ((SlotLayout.FirstKeySlot + key) * SlotLayout.Stride);

    /// <summary>Offset of the root of the map of texts.</summary>
    public long Root => Peek<long>(SlotOf(SlotOfTexts - SlotLayout.FirstKeySlot));

    /// <summary>The first word of its directory.</summary>
    public long DirectoryWord => Peek<long>(Root + IndexLayout.DirectoryOffset);

    /// <summary>Offset of the first lane in use of its first segment.</summary>
    public long LaneInUse
    {
        get
        {
            long lane = (DirectoryWord & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset;
            while ((ulong)Peek<long>(lane) <= IndexLayout.Reserved)
                lane += sizeof(long);
            return lane;
        }
    }

    /// <summary>Offset of the block of an entry of the map of texts, which has one segment.</summary>
    public long BlockOf(string text)
    {
        byte[] key = Encoding.UTF8.GetBytes(text);
        byte[] file = File.ReadAllBytes(Path);
        for (long lane = LaneInUse; ; lane += sizeof(long))
        {
            long word = BitConverter.ToInt64(file, (int)lane);
            int block = (int)(word & IndexLayout.OffsetMask);
            int start = block + BlockLayout.HeaderLength + EntryLayout.PrologueLength;
            if ((ulong)word > IndexLayout.Reserved && block < file.Length && BitConverter.ToUInt16(file, start - sizeof(ushort)) == key.Length && file.AsSpan(start, key.Length).SequenceEqual(key))
                return block;
        }
    }

    /// <summary>Asserts that the store has exactly what was put into it, except for texts that were lost.</summary>
    public void AssertContent(string? path = null, Func<string, bool>? isLost = null)
    {
        using var store = MapStore.Open(path ?? Path);
        int texts = 0;
        for (int i = 0; i < Entries; i++)
        {
            Assert.Equal(Sample.Of(i + 1), store.Numbers[i].Value);
            bool expected = i % 3 != 0 && isLost?.Invoke(Text(i)) != true;
            Assert.True(store.Texts.TryGetValue(Text(i), out Sample? value) == expected, Text(i));
            if (expected)
                Assert.Equal(Sample.Of(i, 10 + (i % 100)), value);
            texts += expected ? 1 : 0;
        }

        Assert.Equal(texts, store.Texts.Count);
        Assert.Equal(texts, store.Texts.Keys.Count());
        Assert.Equal(Entries, store.Numbers.Count);
        Assert.Equal(Sample.Of(99), store.Beside.Value);
    }

    /// <summary>Asserts that the store is sound and has all that it had at last. What was removed may have come back.</summary>
    public void AssertHasAll()
    {
        Assert.Empty(StoreFiles.Verify(Path).Findings);
        using var store = MapStore.Open(Path);
        for (int i = 0; i < Entries; i++)
        {
            Assert.True(store.Texts.ContainsKey(Text(i)) || i % 3 == 0, Text(i));
            Assert.Equal(Sample.Of(i + 1), store.Numbers[i].Value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void Write(int entries, bool checksums)
    {
        using var writer = MapStoreWriter.Open(Path, new StoreOptions { MaximumSize = 64L << 20, Checksums = checksums });
        for (int i = 0; i < entries; i++)
        {
            writer.Texts.Set(Text(i), Sample.Of(i, 10 + (i % 100)));
            writer.Numbers.Set(i, Sample.Of(i + 1));
        }

        for (int i = 0; i < entries; i += 3)
            writer.Texts.Remove(Text(i));
        writer.Beside.Set(Sample.Of(99));
    }

    private bool HasEqualTags()
    {
        var seed = Peek<KeySeed>(HeaderLayout.KeySeedOffset);
        return Enumerable.Range(0, Entries).Select(i => KeyProbe.TagBitsOf(KeyHash.Of(Encoding.UTF8.GetBytes(Text(i)), seed))).Distinct().Count() < Entries;
    }
}
