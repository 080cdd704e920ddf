using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Inspection;

/// <summary>Whether the blocks of an image have checksums: one word of the header says so, and all blocks are witnesses.</summary>
internal static class ChecksumKind
{
    private const int MostBlocks = 4096;

    // One checksum in 2³² fits by chance.
    private const int FitsEnough = 2;

    /// <summary>Asks the blocks that slots name, and the first of the heap; the header only where they say nothing.</summary>
    /// <returns>Whether blocks have checksums, and what is wrong with the header's word; null when nothing is.</returns>
    public static (bool HasChecksums, string? Problem) Of(StoreImage image, RegionAreas areas)
    {
        (int slots, int fits) = AskSlots(image, areas);
        fits += AskHeap(image, areas);
        bool said = image.SaysChecksums;
        bool has = fits >= FitsEnough || (fits > 0 && (said || slots == 1)) || (said && slots == 0);
        return (has, has == said ? null : $"the header says that blocks have {(said ? "checksums, and that of none" : "no checksums, and those of some")} that were looked at fits");
    }

    private static (int Valid, int Fits) AskSlots(StoreImage image, RegionAreas areas)
    {
        int valid = 0;
        int fits = 0;
        for (int slot = SlotLayout.SchemaSlot; slot < areas.SlotCapacity && valid < MostBlocks; slot++)
        {
            long word = areas.SlotAt(slot);
            if (image.At<long>(word) is not 0 and var offset && Read(image, offset) is { } bytes && IsDocument(bytes))
            {
                valid++;
                fits += Fits(word, areas, bytes);
            }
        }

        return (valid, fits);
    }

    // Entries of maps only: other blocks have a checksum that does not fit without the word that names them.
    private static int AskHeap(StoreImage image, RegionAreas areas)
    {
        int fits = 0;
        long offset = areas.Heap;
        for (int i = 0; i < MostBlocks && fits < FitsEnough; i++)
        {
            var block = ImageBlock.Read(image, offset);
            if (!block.HasSize)
                break;
            if (Read(image, offset) is { } bytes)
                fits += Fits(areas.Heap, areas, bytes);
            offset += block.Size;
        }

        return fits;
    }

    private static byte[]? Read(StoreImage image, long offset)
    {
        var block = ImageBlock.Read(image, offset);
        return offset % BlockLayout.Alignment == 0 && block.DocumentProblem(BlockLayout.HeaderLength) is null && block.Length > 0 ? block.ReadAll(image) : null;
    }

    private static bool IsDocument(byte[] block)
    {
        try
        {
            BsonValidation.Validate(block.AsSpan(BlockLayout.HeaderLength, BitConverter.ToInt32(block, BlockLayout.LengthOffset)));
            return true;
        }
        catch (BsonFormatException)
        {
            return false;
        }
    }

    private static int Fits(long word, RegionAreas areas, byte[] block) =>
        BlockChecksum.Of(word, areas.Heap, BitConverter.ToInt64(block), block) == BlockChecksum.In(block) ? 1 : 0;
}
