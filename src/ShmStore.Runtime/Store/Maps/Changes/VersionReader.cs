using System.Diagnostics.CodeAnalysis;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>Reads the object of a map's entry from one version of its block.</summary>
/// <returns>False if the block has been used again since.</returns>
internal delegate bool VersionReader<TValue>(BlockStamp block, [MaybeNullWhen(false)] out TValue value);
