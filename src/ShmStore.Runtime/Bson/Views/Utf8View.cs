using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ShmStore.Bson;

/// <summary>Text read in place as UTF-8. Compares with strings without allocating. Valid as long as the bytes under it are.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref struct Utf8View
{
    private const int ChunkChars = 128;

    private readonly ReadOnlySpan<byte> _utf8;

    /// <summary>Wraps UTF-8 bytes; a default span is the view of null.</summary>
    public Utf8View(ReadOnlySpan<byte> utf8) => _utf8 = utf8;

    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Whether this is the view of null, not of empty text.</summary>
    public bool IsNull => Unsafe.IsNullRef(ref MemoryMarshal.GetReference(_utf8));

    /// <summary>How many UTF-16 characters the text has, as <see cref="string.Length"/> counts. Looks at all bytes.</summary>
    public int Length => Encoding.UTF8.GetCharCount(_utf8);

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.Of(this);

    /// <summary>The text as a string; empty for null.</summary>
    /// <exception cref="BsonFormatException">The bytes are not UTF-8.</exception>
    public override string ToString() => Utf8Text.TryDecode(_utf8)
        ?? throw new BsonFormatException(BsonFormatReason.InvalidUtf8, offset: -1, "", $"the text is not UTF-8 at its byte {Utf8Text.InvalidAt(_utf8)}");

    /// <summary>Whether the text is the same; null equals only null.</summary>
    public bool Equals(string? other) => other is null ? IsNull : !IsNull && Equals(other.AsSpan());

    /// <summary>Whether the text is the same; null equals nothing.</summary>
    public bool Equals(ReadOnlySpan<char> other)
    {
        if (IsNull || other.Length > _utf8.Length)
            return false;
        return Ascii.Equals(_utf8, other) || EqualsTranscoded(other);
    }

    /// <summary>Whether the bytes are the same; null equals nothing.</summary>
    public bool Equals(ReadOnlySpan<byte> other) => !IsNull && _utf8.SequenceEqual(other);

    /// <summary>Always false: a view cannot be boxed.</summary>
    public override bool Equals([NotNullWhen(true)] object? obj) => false;

    /// <summary>Not supported: a view is not a key.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int GetHashCode() => throw new NotSupportedException("A view of text in place has no hash code.");

    /// <summary>Whether the text is the same.</summary>
    public static bool operator ==(Utf8View left, string? right) => left.Equals(right);

    /// <summary>Whether the text differs.</summary>
    public static bool operator !=(Utf8View left, string? right) => !left.Equals(right);

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(Utf8View left, ReadOnlySpan<byte> right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Utf8View left, ReadOnlySpan<byte> right) => !left.Equals(right);

    // Encodes the other text in chunks on the stack; a lone surrogate equals nothing.
    private bool EqualsTranscoded(ReadOnlySpan<char> other)
    {
        Span<byte> chunk = stackalloc byte[ChunkChars * 3];
        ReadOnlySpan<byte> left = _utf8;
        while (!other.IsEmpty)
        {
            // A pair cut in two by the chunk's end is left for the next chunk.
            bool last = other.Length <= ChunkChars;
            var status = System.Text.Unicode.Utf8.FromUtf16(
                last ? other : other[..ChunkChars], chunk, out int read, out int written, replaceInvalidSequences: false, isFinalBlock: last);
            if (status == System.Buffers.OperationStatus.InvalidData || !left.StartsWith(chunk[..written]))
                return false;
            left = left[written..];
            other = other[read..];
        }
        return left.IsEmpty;
    }
}
