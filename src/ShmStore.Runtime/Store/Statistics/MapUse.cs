namespace ShmStore;

/// <summary>How much one map takes.</summary>
/// <param name="Name">Full name of the map: store and property; the number of the key, if the program's schema does not have it.</param>
/// <param name="Count">Entries found in the index; those that have expired and were not taken away yet are among them.</param>
/// <param name="Lanes">Entries that the index has places for.</param>
/// <param name="Segments">Parts of the index that grow one by one.</param>
/// <param name="Entries">Blocks of the entries: keys and documents.</param>
/// <param name="Index">Blocks of the index.</param>
/// <param name="Ring">The block of the last changes.</param>
public sealed record MapUse(string Name, long Count, long Lanes, long Segments, HeapUse Entries, HeapUse Index, HeapUse Ring)
{
    /// <summary>Entries that made way for others, because of bounds or a full store, since there is the map in this file: a backup and a repaired store begin at 0.</summary>
    public long Evicted { get; init; }

    /// <summary>Share of the places that are taken, 0 to 1.</summary>
    public double LoadFactor => Lanes == 0 ? 0 : (double)Count / Lanes;
}
