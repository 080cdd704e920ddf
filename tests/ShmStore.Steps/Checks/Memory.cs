namespace ShmStore.Steps.Checks;

/// <summary>Memory of a store that is in use: of objects, and of the indexes and rings of maps.</summary>
internal readonly record struct Memory(long Blocks, long Bytes, long IndexBlocks, long IndexBytes)
{
    /// <summary>That of a report.</summary>
    public static Memory Of(HeapReport report)
    {
        HeapUse objects = report.Schema + report.Entries + report.MapEntries;
        HeapUse indexes = report.MapIndexes + report.Rings;
        return new Memory(objects.Blocks, objects.Bytes, indexes.Blocks, indexes.Bytes);
    }

    /// <summary>True when the objects are the same, and the indexes are those of the two or between them.</summary>
    public bool IsBetween(Memory old, Memory @new) =>
        (Blocks, Bytes) == (old.Blocks, old.Bytes) && IndexBlocks >= old.IndexBlocks && IndexBlocks <= @new.IndexBlocks && IndexBytes >= old.IndexBytes && IndexBytes <= @new.IndexBytes;
}
