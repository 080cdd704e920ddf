using System.ComponentModel;
using System.Numerics;

namespace ShmStore.Bson;

/// <summary>A number as a string; read from numbers too.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NumberTextCodec<T> : IBsonCodec<T>, IBsonView<T>
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.String;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => TextCodec<T, NumberFormat<T>>.Write(ref writer, value);

    /// <inheritdoc/>
    public static T Read(ElementView element) =>
        element.Type == ElementType.String ? TextCodec<T, NumberFormat<T>>.Read(element) : NumberOf<T>.Read(element);

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);
}
