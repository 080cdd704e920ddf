namespace ShmStore.Layout;

/// <summary>The bytes whose locks say what a reader's schema has appended to the store's, so that no writer puts anything else there while the reader is attached.</summary>
/// <remarks>They lie far beyond the end of the file, behind those of the seats. Each place of the schema has a range of them, and in it each content that it may have one byte.</remarks>
internal static class ClaimLayout
{
    /// <summary>Offset in the file of the first byte; no lock of a writer covers it.</summary>
    public const long FirstLock = (1L << 62) + (1L << 61);

    /// <summary>Bytes of the range of a place.</summary>
    public const long Range = 1L << ContentBits;

    /// <summary>Bytes of the ranges of all places.</summary>
    public const long Length = Range << PlaceBits;

    private const int ContentBits = 32;
    private const int PlaceBits = 28;

    /// <summary>Where the range of a place begins.</summary>
    public static long PlaceAt(ulong placeHash) => FirstLock + ((long)(placeHash >> (64 - PlaceBits)) << ContentBits);

    /// <summary>Which byte of its range stands for a content.</summary>
    public static long ContentAt(ulong contentHash) => (long)(contentHash >> (64 - ContentBits));
}
