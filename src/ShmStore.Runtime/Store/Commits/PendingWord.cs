namespace ShmStore.Store.Commits;

/// <summary>What an open commit will do to one word of the region.</summary>
/// <param name="Value">What the word becomes.</param>
/// <param name="Block">The staged block that it then names; 0 for none.</param>
/// <param name="Replaced">The block that it names in the committed state, and that is freed; 0 for none.</param>
internal readonly record struct PendingWord(long Value, long Block, long Replaced);
