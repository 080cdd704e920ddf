using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A number as a double: the default of <see cref="float"/> and <see cref="Half"/>. What is not exactly one is refused; of decimals, what does not come back.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="char"/>, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleNumberCodec<T> : IFixedCodec<T, double>, IBsonView<T>
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Double;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element) => NumberOf<T>.Read(element);

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToRaw(T value)
    {
        if (!NumberOf<T>.TryToDouble(value, out double number))
            NumberOf<T>.ThrowNotWritable(value, "a double");
        return number;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromRaw(double raw)
    {
        if (!NumberOf<T>.TryFromDouble(raw, out T value))
            NumberOf<T>.ThrowNotReadable(raw);
        return value;
    }

    /// <inheritdoc/>
    public static bool IsReadable(double raw) => NumberOf<T>.TryFromDouble(raw, out _);
}
