using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ShmStore.Bson;

/// <summary>How values of one .NET type are written as text: in string values and as the names that dictionary keys become.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITextFormat<T>
{
    /// <summary>Writes the text as UTF-8.</summary>
    /// <param name="value">The value.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="written">How many bytes it took.</param>
    /// <returns>False if there is not enough room.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    static abstract bool TryFormat(T value, Span<byte> destination, out int written);

    /// <summary>Reads the text.</summary>
    /// <returns>False if it is not the text of a value; <paramref name="utf8"/> may be anything.</returns>
    static abstract bool TryParse(ReadOnlySpan<byte> utf8, [MaybeNullWhen(false)] out T value);

    /// <summary>What is wrong with a text that cannot be read, where there is more to say than that it is none of this format.</summary>
    /// <returns>Null where there is not; <paramref name="utf8"/> may be anything.</returns>
    static virtual string? Problem(ReadOnlySpan<byte> utf8) => null;
}
