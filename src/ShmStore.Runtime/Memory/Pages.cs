namespace ShmStore.Memory;

/// <summary>Arithmetic on memory pages. All sizes in bytes.</summary>
internal static class Pages
{
    /// <summary>Size of a large page where <see cref="Size"/> is 4 KiB.</summary>
    public const long LargeSize = 2L << 20;

    /// <summary>Size of a page of this machine: 4 KiB on x64, 4, 16 or 64 KiB on arm64.</summary>
    public static long Size { get; } = Environment.SystemPageSize;

    /// <summary>The next multiple of the page size; the largest one there is if that does not fit 64 bits.</summary>
    public static long RoundUp(long bytes)
        => bytes > long.MaxValue - Size ? long.MaxValue & -Size : (bytes + Size - 1) & -Size;

    /// <summary>The multiple of the page size at or below <paramref name="bytes"/>.</summary>
    public static long RoundDown(long bytes) => bytes & -Size;

    /// <summary>Checks the sizes a region is made with, and returns them rounded up to pages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; committed ≤ maximum.</exception>
    public static (long Committed, long Maximum) CheckSizes(long committed, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(committed);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, committed);
        return (RoundUp(committed), RoundUp(maximum));
    }
}
