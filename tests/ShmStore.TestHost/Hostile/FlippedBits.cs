using ShmStore.Layout;

namespace ShmStore.TestHost.Hostile;

/// <summary>Which bits of a store are flipped: all that others follow.</summary>
internal static class FlippedBits
{
    private const int HeaderEnd = HeaderLayout.CommitRecordOffset + sizeof(long);

    /// <summary>Bits, as numbers from the beginning of the file: of the header, the slot table, the schema document, the indexes of maps, and the headers and keys of all blocks.</summary>
    public static IEnumerable<long> Of(byte[] file)
    {
        long heap = BitConverter.ToInt64(file, HeaderLayout.HeapOffset);
        long end = BitConverter.ToInt64(file, HeaderLayout.HeapEndOffset);
        int slots = BitConverter.ToInt32(file, HeaderLayout.SlotCapacityOffset);
        List<(long Offset, long Length)> ranges = [(0, HeaderEnd)];
        for (int slot = 0; slot < slots; slot++)
            ranges.Add((HeaderLayout.Length + (slot * SlotLayout.Stride), slot < 8 ? sizeof(long) : 1));
        long schema = BitConverter.ToInt64(file, HeaderLayout.Length);
        ranges.Add((schema + BlockLayout.HeaderLength, BitConverter.ToInt32(file, (int)schema + BlockLayout.LengthOffset)));
        for (long block = heap; block < end;)
        {
            var meta = new BlockMeta(BitConverter.ToUInt32(file, (int)block + BlockLayout.MetaOffset));
            int size = meta.BlockSize;
            ranges.Add((block, !meta.IsIndex ? Math.Min(size, BlockLayout.HeaderLength + 8) : meta.Kind == IndexKind.Ring ? RingLayout.RecordsOffset + ChangeRecord.Length : size));
            block += size;
        }

        return ranges.SelectMany(static range => Enumerable.Range(0, (int)range.Length * 8).Select(bit => (range.Offset * 8) + bit)).Distinct();
    }
}
