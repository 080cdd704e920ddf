using System.Diagnostics.CodeAnalysis;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>What a contender throws for a key that it does not hold; apart, so that its look-up stays small.</summary>
internal static class MissingKey
{
    /// <summary>Throws.</summary>
    [DoesNotReturn]
    public static void Throw(string contender, string key) => throw new KeyNotFoundException($"'{contender}' does not hold '{key}'.");
}
