using System.Runtime.CompilerServices;

namespace ShmStore.Store.Maps;

/// <summary>A key of at most <see cref="KeyHash.ShortKey"/> bytes, as its two words.</summary>
/// <param name="first">First word; see <see cref="KeyHash.Words"/>.</param>
/// <param name="second">Second word.</param>
/// <param name="length">Bytes of the key.</param>
internal readonly unsafe struct ShortKey(ulong first, ulong second, int length) : ISoughtKey
{
    private readonly ulong _first = first;
    private readonly ulong _second = second;
    private readonly int _length = length;

    /// <inheritdoc/>
    public int Length => _length;

    /// <inheritdoc/>
    public int Room => KeyHash.ShortKey;

    /// <inheritdoc/>
    public bool IsComparable => _length >= KeyHash.ShortestOfWords;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong HashBy(KeySeed seed) => KeyHash.Short(_first, _second, _length, seed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Difference(byte* key) => KeyHash.Difference(key, _length, _first, _second);
}
