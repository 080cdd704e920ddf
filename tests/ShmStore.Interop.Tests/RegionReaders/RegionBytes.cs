using System.Buffers.Binary;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Places in the file of a store that nobody writes, found as docs/format.md says, and changes of single bits there.</summary>
internal sealed class RegionBytes(string path)
{
    private const long OffsetBits = (1L << 48) - 1;
    private readonly byte[] _bytes = File.ReadAllBytes(path);

    /// <summary>Offset of the first block.</summary>
    public int Heap => (int)Word(64);

    /// <summary>Offset of the block under a slot: the document of an entry, or the root of a map.</summary>
    public int BlockOf(ShopKey key) => (int)Word(Word(40) + (64 * (2 + (long)key)));

    /// <summary>Offset of the first word in the directory of a map.</summary>
    public int FirstDirectoryWord(ShopKey map) => BlockOf(map) + 128;

    /// <summary>Offset of the first segment of a map.</summary>
    public int FirstSegment(ShopKey map) => (int)(Word(FirstDirectoryWord(map)) & OffsetBits);

    /// <summary>Offset of the first lane of a map that names a block.</summary>
    public int FirstLane(ShopKey map) => Lanes(map).First(lane => Word(lane) < 0);

    /// <summary>Offset of the first lane of a map that names none.</summary>
    public int FirstEmptyLane(ShopKey map) => Lanes(map).First(lane => Word(lane) == 0);

    /// <summary>Offset of the block that this lane names.</summary>
    public int FirstEntry(ShopKey map) => (int)(Word(FirstLane(map)) & OffsetBits);

    /// <summary>Offset of the ring of a map.</summary>
    public int RingOf(ShopKey map) => (int)Word(BlockOf(map) + 88);

    /// <summary>Changes one bit of a byte of the file.</summary>
    public void Flip(long offset, int bit = 0)
    {
        _bytes[offset] ^= (byte)(1 << bit);
        File.WriteAllBytes(path, _bytes);
    }

    private IEnumerable<int> Lanes(ShopKey map) => Enumerable.Range(0, 8 * 15).Select(i => FirstSegment(map) + 64 + (8 * i));

    private long Word(long offset) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan((int)offset));
}
