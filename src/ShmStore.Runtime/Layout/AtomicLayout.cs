namespace ShmStore.Layout;

/// <summary>The atomics: one 64-bit word per key, each on a cache line of its own, on pages that contributors map writable.</summary>
/// <remarks>Key i has word i, whatever its kind. 32-bit integers and booleans use the low bytes of the word; the rest stays zero.</remarks>
internal static class AtomicLayout
{
    /// <summary>Bytes from one word to the next.</summary>
    public const int Stride = 64;
}
