namespace ShmStore.Layout;

/// <summary>Page arithmetic of the region format.</summary>
internal static class RegionPages
{
    /// <summary>
    /// Alignment of the areas of a region. A power of two that is a multiple of every page size in use (4 KiB on x64, 16 KiB on Apple silicon, 64 KiB on some arm64 Linux), so that
    /// a region made on one can be mapped on the other.
    /// </summary>
    public const int Size = 64 * 1024;

    /// <summary>Rounds down to a multiple of <see cref="Size"/>. 0 ≤ bytes.</summary>
    public static long RoundDown(long bytes) => bytes & -Size;

    /// <summary>Rounds up to the next multiple of <see cref="Size"/>; to the largest one there is if that does not fit 64 bits.</summary>
    public static long RoundUp(long bytes) => bytes > long.MaxValue - Size ? long.MaxValue & -(long)Size : (bytes + Size - 1) & -Size;
}
