namespace ShmStore;

/// <summary>Checks the bounds of a whole <see cref="MemoryMap"/> against a buffer.</summary>
internal static class MemoryMapBounds
{
    /// <summary>Checks that every document lies inside the buffer, and no two share a byte.</summary>
    /// <exception cref="StoreFormatException">They do not; the message names the keys and the numbers.</exception>
    public static void ThrowIfOutsideOrOverlapping(MemoryMap map, int memoryLength)
    {
        foreach (var (key, bounds) in map)
            FrozenDocument.ThrowIfOutside(memoryLength, bounds, $"Object '{key}'");
        KeyValuePair<string, MemoryBounds>? previous = null;
        foreach (var next in map.OrderBy(entry => entry.Value.Index))
        {
            if (previous is { } before && next.Value.Index < before.Value.Index + before.Value.Size)
            {
                throw new StoreFormatException(
                    StoreFormatReason.Corrupt,
                    $"Object '{next.Key}' (index {next.Value.Index}, size {next.Value.Size}) overlaps object '{before.Key}' "
                    + $"(index {before.Value.Index}, size {before.Value.Size}).");
            }
            previous = next;
        }
    }
}
