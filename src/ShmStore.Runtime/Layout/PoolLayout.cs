namespace ShmStore.Layout;

/// <summary>Where the header of a store of several writers has the free blocks that they share. All is 0 in a store of one writer. Readers need none of it.</summary>
internal static class PoolLayout
{
    /// <summary>i64: how many there are.</summary>
    public const int CountOffset = 800;

    /// <summary>i64: their bytes, headers included.</summary>
    public const int BytesOffset = 808;

    private const int FirstOffset = 896;

    /// <summary>i64, one for each size class: offset of the block that was added last; 0 for none. Behind the header of each block, i64, is the offset of the one that was added before it.</summary>
    public static int FirstAt(int sizeClass) => FirstOffset + (sizeClass * sizeof(long));
}
