namespace ShmStore.Store.Maps;

/// <summary>One entry of a map, read under one version.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Value">What was read from the document.</param>
internal readonly record struct ScannedEntry<TKey, TResult>(TKey Key, ulong Hash, TResult Value);
