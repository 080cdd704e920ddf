using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A codec whose values always have the same type and width, so that they can live at constant offsets.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
/// <typeparam name="TRaw">A struct that is exactly the value's bytes in a document, little-endian.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFixedCodec<T, TRaw> : IBsonCodec<T>
    where TRaw : unmanaged
{
    /// <summary>The value's bytes.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    static abstract TRaw ToRaw(T value);

    /// <summary>Whether <see cref="ToRaw"/> succeeds for every value.</summary>
    static virtual bool IsTotal => false;

    /// <summary>The value of bytes that were read in one piece.</summary>
    /// <exception cref="BsonFormatException">They are not <see cref="IsReadable"/>; the error does not know its place.</exception>
    static abstract T FromRaw(TRaw raw);

    /// <summary>Whether <see cref="FromRaw"/> succeeds. Asked first by callers that can report the place of the problem.</summary>
    static virtual bool IsReadable(TRaw raw) => true;
}
