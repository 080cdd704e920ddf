namespace ShmStore.Store.Maps;

/// <summary>What a pass found in a lane.</summary>
/// <param name="Word">What the lane held.</param>
/// <param name="Version">Number of the commit that wrote the entry; 0 if there is none.</param>
/// <param name="Bytes">Bytes of its block up to the end of the document; 0 if there is none.</param>
/// <param name="Value">What was read from the document.</param>
internal readonly record struct ScannedEntry<TResult>(long Word, long Version, long Bytes, TResult Value);
