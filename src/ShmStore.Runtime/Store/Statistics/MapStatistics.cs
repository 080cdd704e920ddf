namespace ShmStore;

/// <summary>What a map counts of itself. A snapshot of numbers that change independently.</summary>
/// <param name="Count">Entries, including those that have expired and were not removed yet.</param>
/// <param name="Bytes">Bytes of the blocks of these entries, with headers and keys: what <see cref="MapLimits.MaximumBytes"/> limits. 0 for a map that is empty; the index is not counted.</param>
/// <param name="Evicted">
/// Entries that made way for others, because of bounds or a full store, since there is the map in this file: a backup and a repaired store begin at 0. Not those that were removed because they had expired. Each is counted a moment
/// before it is gone.
/// </param>
public readonly record struct MapStatistics(long Count, long Bytes, long Evicted);
