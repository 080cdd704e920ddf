using System.Runtime.CompilerServices;

namespace ShmStore.Store.Maps;

/// <summary>A key of more than <see cref="KeyHash.ShortKey"/> bytes.</summary>
/// <param name="bytes">The bytes.</param>
internal readonly unsafe ref struct LongKey(ReadOnlySpan<byte> bytes) : ISoughtKey
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <inheritdoc/>
    public int Length => _bytes.Length;

    /// <inheritdoc/>
    public int Room => _bytes.Length;

    /// <inheritdoc/>
    public bool IsComparable => true;

    /// <inheritdoc/>
    public ulong HashBy(KeySeed seed) => KeyHash.Of(_bytes, seed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Difference(byte* key) => _bytes.SequenceEqual(new ReadOnlySpan<byte>(key, _bytes.Length)) ? 0UL : 1;
}
