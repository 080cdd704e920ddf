using System.Diagnostics.CodeAnalysis;

namespace ShmStore;

/// <summary>A value and the version it belongs to.</summary>
/// <param name="Version">Number of the commit; 0 when the key was never set.</param>
/// <param name="HasValue">False when the key was never set, or was cleared by this commit.</param>
/// <param name="Value">The value, or the default of its type.</param>
public readonly record struct Versioned<T>(long Version, [property: MemberNotNullWhen(true, nameof(Versioned<>.Value))] bool HasValue, T? Value);
