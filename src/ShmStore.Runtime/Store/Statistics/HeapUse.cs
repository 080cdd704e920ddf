namespace ShmStore;

/// <summary>How much of the heap something takes.</summary>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="Bytes">Bytes of the blocks, as they come from their size classes.</param>
/// <param name="UsedBytes">Bytes of them that hold something: headers, keys and checksums included.</param>
public readonly record struct HeapUse(long Blocks, long Bytes, long UsedBytes)
{
    /// <summary>Sums two.</summary>
    public static HeapUse operator +(HeapUse left, HeapUse right) =>
        new(left.Blocks + right.Blocks, left.Bytes + right.Bytes, left.UsedBytes + right.UsedBytes);

    /// <summary>Sums two.</summary>
    public static HeapUse Add(HeapUse left, HeapUse right) => left + right;
}
