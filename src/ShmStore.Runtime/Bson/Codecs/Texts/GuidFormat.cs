using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A <see cref="Guid"/> as text: 32 lower-case hexadecimal digits in five groups.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GuidFormat : ITextFormat<Guid>
{
    /// <inheritdoc/>
    public static bool TryFormat(Guid value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, "D");

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Guid value) => Guid.TryParse(utf8, out value);
}
