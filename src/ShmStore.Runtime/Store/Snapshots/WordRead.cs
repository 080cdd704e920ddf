using ShmStore.Store.Reading;

namespace ShmStore.Store.Snapshots;

/// <summary>What a snapshot has seen of one word of the region.</summary>
/// <param name="Value">What stood in the word.</param>
/// <param name="Block">The block that it named; the default when it named none.</param>
internal readonly record struct WordRead(long Value, BlockStamp Block);
