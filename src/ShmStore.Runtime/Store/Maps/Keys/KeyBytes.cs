using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>The bytes of a text or binary key of any length, in a buffer that goes back to the pool.</summary>
internal ref struct KeyBytes : IDisposable
{
    private readonly ReadOnlySpan<byte> _bytes;
    private byte[]? _rented;

    private KeyBytes(ReadOnlySpan<byte> bytes, byte[]? rented)
    {
        _bytes = bytes;
        _rented = rented;
    }

    /// <summary>The bytes.</summary>
    public readonly ReadOnlySpan<byte> Value => _bytes;

    /// <summary>The bytes of a key that <see cref="MapKey.TryWords"/> has no words for.</summary>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key is too long, or text that is not Unicode.</exception>
    public static KeyBytes Of<TKey>(TKey key) => key switch
    {
        string text => Of(text.AsSpan()),
        byte[] bytes => Of((ReadOnlySpan<byte>)bytes),
        _ => throw new ArgumentNullException(nameof(key)),
    };

    /// <summary>As <see cref="Of{TKey}(TKey)"/>, in a buffer of the caller where it is ASCII text with room there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="buffer">The buffer, which outlives the bytes.</param>
    /// <inheritdoc cref="Of{TKey}(TKey)"/>
    public static KeyBytes Of<TKey>(TKey key, Span<byte> buffer) =>
        key is string text && TextKey.TryEncode(text, buffer, out ReadOnlySpan<byte> ascii) ? new KeyBytes(ascii, null) : Of(key);

    /// <summary>The bytes of a key of any type.</summary>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key is too long, or text that is not Unicode.</exception>
    public static KeyBytes OfAny<TKey>(TKey key)
    {
        if (!typeof(TKey).IsValueType || !MapKey.TryWords(key, out ulong first, out ulong second, out int length))
            return Of(key);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        new KeyProbe(first, second, length, default).CopyTo(rented);
        return new KeyBytes(rented.AsSpan(0, length), rented);
    }

    /// <summary>The UTF-8 bytes of a text key.</summary>
    /// <exception cref="ArgumentException">The key is too long, or not Unicode.</exception>
    public static KeyBytes Of(ReadOnlySpan<char> key)
    {
        if (key.Length > EntryLayout.MaximumKey)
            throw new ArgumentException(TooLong(key.Length, "characters"), nameof(key));
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(key.Length));
        OperationStatus status = Utf8.FromUtf16(key, rented, out _, out int written, replaceInvalidSequences: false);
        if (status == OperationStatus.Done && written <= EntryLayout.MaximumKey)
            return new KeyBytes(rented.AsSpan(0, written), rented);
        ArrayPool<byte>.Shared.Return(rented);
        throw new ArgumentException(
            status == OperationStatus.Done ? TooLong(written, "bytes") : "The key has a surrogate without its partner, which UTF-8 cannot hold.", nameof(key));
    }

    /// <summary>A key that is bytes already.</summary>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    public static KeyBytes Of(ReadOnlySpan<byte> key) =>
        key.Length <= EntryLayout.MaximumKey ? new KeyBytes(key, null) : throw new ArgumentException(TooLong(key.Length, "bytes"), nameof(key));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
        _rented = null;
    }

    private static string TooLong(int length, string unit) => $"A key of {length} {unit} is longer than the maximum of {EntryLayout.MaximumKey} bytes.";
}
