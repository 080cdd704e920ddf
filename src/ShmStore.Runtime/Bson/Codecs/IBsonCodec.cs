using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>
/// How values of one .NET type are written as and read from BSON elements. Implementations are stateless structs that
/// only serve as type arguments, so that calls to them are resolved when code is compiled.
/// </summary>
/// <typeparam name="T">The .NET type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBsonCodec<T>
{
    /// <summary>Whether values are documents or arrays, which have no short way to be written.</summary>
    static virtual bool IsNested => false;

    /// <summary>Bytes of a value, where the short way reads values of one size and of the default value's type only; otherwise 0.</summary>
    static virtual int PlainSize => 0;

    /// <summary>The element type a value is written as; <see cref="ElementType.Null"/> for null.</summary>
    /// <exception cref="ArgumentException">The value is null and the codec is not a nullable one.</exception>
    static abstract ElementType TypeOf(T value);

    /// <summary>Writes the value bytes only; nothing for null.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    static abstract void Write(ref DocumentWriter writer, T value);

    /// <summary>Reads a value from an element of any type that holds it without loss.</summary>
    /// <exception cref="BsonFormatException">The element has another type, is malformed, or its value is out of range.</exception>
    static abstract T Read(ElementView element);

    /// <summary>
    /// A short way for values that are stored as this codec writes them: reads one without a view of its element. What it does not read, for whatever reason, is left to <see cref="Read"/>,
    /// which also knows the error.
    /// </summary>
    /// <param name="type">The element's type.</param>
    /// <param name="rest">From the value's first byte to the end of the document, its terminator excluded. May be anything.</param>
    /// <param name="place">Where the value is.</param>
    /// <param name="value">The value.</param>
    /// <returns>How many bytes the value takes; negative if it was not read.</returns>
    static virtual int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out T value)
    {
        value = default!;
        return -1;
    }

    /// <summary>A short way for values that need no more room than there is: writes one into the bytes themselves. What it does not write, for whatever reason, is left to <see cref="Write"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="destination">Where the value's bytes go.</param>
    /// <param name="type">The type it was written as.</param>
    /// <returns>How many bytes were written; negative if it was not written, and the destination then holds anything.</returns>
    static virtual int TryWritePlain(T value, Span<byte> destination, out ElementType type)
    {
        type = default;
        return -1;
    }
}
