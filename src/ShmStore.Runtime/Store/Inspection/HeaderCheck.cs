using ShmStore.Layout;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at every word of the header.</summary>
internal static class HeaderCheck
{
    /// <summary>The error that a store is of a format in which nothing means what it means in this one; null when it is of this one, or no store.</summary>
    public static StoreFormatException? OtherVersion(StoreImage image) =>
        image.At<ulong>(HeaderLayout.MagicOffset) == HeaderLayout.Magic && image.At<uint>(HeaderLayout.VersionOffset) is var version and not HeaderLayout.FormatVersion
            ? RegionAreas.OtherVersion($"'{image.Path}'", version, image.At<uint>(HeaderLayout.ByteOrderOffset))
            : null;

    /// <summary>Finds the areas.</summary>
    /// <returns>Null when they cannot be told; then nothing else of the store can be looked at.</returns>
    public static RegionAreas? Run(StoreImage image, FindingList findings)
    {
        if (image.Length < HeaderLayout.Length)
        {
            findings.Damage(StoreArea.File, null, null, $"the file has {image.Length} bytes, and a header alone has {HeaderLayout.Length}");
            return null;
        }

        if (OtherVersion(image) is { } other)
        {
            findings.Stop(other.Message);
            return null;
        }

        Constant(HeaderLayout.MagicOffset, image.At<ulong>(HeaderLayout.MagicOffset), HeaderLayout.Magic, "magic number");
        Constant(HeaderLayout.VersionOffset, image.At<uint>(HeaderLayout.VersionOffset), HeaderLayout.FormatVersion, "format version");
        Constant(HeaderLayout.ByteOrderOffset, image.At<uint>(HeaderLayout.ByteOrderOffset), HeaderLayout.ByteOrderMark, "byte order mark");
        long committed = image.At<long>(HeaderLayout.CommittedOffset);
        if (committed > image.Length)
            findings.Damage(StoreArea.Header, HeaderLayout.CommittedOffset, null, $"{committed} bytes are said to be usable, and the file has {image.Length}");
        RegionAreas? areas = null;
        try
        {
            // A file that was cut short can be looked at as far as it goes.
            areas = RegionAreas.Of(
                "it", Math.Min(committed, image.Length), image.At<long>(HeaderLayout.SlotsOffset), image.At<int>(HeaderLayout.SlotCapacityOffset),
                image.At<long>(HeaderLayout.AtomicsOffset), image.At<int>(HeaderLayout.AtomicCapacityOffset), image.At<long>(HeaderLayout.HeapOffset),
                image.At<long>(HeaderLayout.MaximumOffset));
        }
        catch (StoreFormatException contradiction)
        {
            findings.Damage(StoreArea.Header, HeaderLayout.SlotsOffset, null, $"the areas contradict each other: {contradiction.Message}");
        }

        ulong commits = image.At<ulong>(HeaderLayout.CommitCounterOffset);
        if (commits > HeaderLayout.MaximumBegun)
            findings.Damage(StoreArea.Header, HeaderLayout.CommitCounterOffset, null, $"{commits} commits are counted, and no writer begins behind more than {HeaderLayout.MaximumBegun}");
        long indexVersions = image.At<long>(HeaderLayout.IndexVersionsOffset);
        if (indexVersions is < 0 or > HeaderLayout.MaximumBegun)
            findings.Damage(StoreArea.Header, HeaderLayout.IndexVersionsOffset, null, $"the blocks of its indexes are said to have had {indexVersions} versions, outside 0 to {HeaderLayout.MaximumBegun}");
        if (areas is { } known && image.At<long>(HeaderLayout.HeapEndOffset) is var end && (end < known.Heap || end > committed || end % BlockLayout.Alignment != 0))
            findings.Damage(StoreArea.Header, HeaderLayout.HeapEndOffset, null, $"the heap is said to end at {end}, outside {known.Heap} to {committed}");
        uint writers = image.At<uint>(HeaderLayout.WriterModeOffset);
        if (writers > (uint)WriterMode.Several)
            findings.Damage(StoreArea.Header, HeaderLayout.WriterModeOffset, null, $"the mode of writing is said to be {writers}, which is unknown");
        uint checksums = image.At<uint>(HeaderLayout.ChecksumsOffset);
        if (checksums > HeaderLayout.ChecksumsCrc32C)
            findings.Damage(StoreArea.Header, HeaderLayout.ChecksumsOffset, null, $"checksums are said to be of kind {checksums}, which is unknown");
        return areas;

        void Constant(long offset, ulong value, ulong expected, string what)
        {
            if (value != expected)
                findings.Damage(StoreArea.Header, offset, null, $"the {what} is 0x{value:X}, not 0x{expected:X}");
        }
    }
}
