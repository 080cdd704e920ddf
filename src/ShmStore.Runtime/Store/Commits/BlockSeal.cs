using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Commits;

/// <summary>Gives blocks their checksums, and compares them, in stores that have any.</summary>
/// <param name="Region">The region; null where there are no checksums.</param>
/// <param name="Heap">Offset of the heap.</param>
internal readonly unsafe record struct BlockSeal(Region? Region, long Heap)
{
    /// <summary>Bytes that a block needs for it.</summary>
    public int Length => Region is null ? 0 : BlockChecksum.Length;

    /// <summary>What the header says.</summary>
    public static BlockSeal Of(Region region, RegionAreas areas) =>
        new(new RegionHeader(region).HasChecksums ? region : null, areas.Heap);

    /// <summary>Writes the checksum of a block that is complete but for its version.</summary>
    public void Put(long word, long block, long version)
    {
        if (Region is not null)
        {
            Span<byte> bytes = BytesOf(block);
            uint checksum = BlockChecksum.Of(word, Heap, version, bytes);
            BitConverter.TryWriteBytes(bytes[^BlockChecksum.Length..], checksum);
        }
    }

    /// <summary>Whether a block that a word names has the checksum of its bytes. The caller has checked that the whole block lies in the region.</summary>
    public bool Holds(long word, long block)
    {
        if (Region is null)
            return true;
        ReadOnlySpan<byte> bytes = BytesOf(block);
        return BlockChecksum.In(bytes) == BlockChecksum.Of(word, Heap, Header(block).Version, bytes);
    }

    private BlockHeader Header(long block) => new(Region!.Origin + block);

    private Span<byte> BytesOf(long block) => new(Region!.Origin + block, new BlockMeta(Header(block).Meta).BlockSize);
}
