using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A number as a 32-bit integer: the default of the narrow integers, <see cref="char"/> and <see cref="uint"/>. What is not exactly one is refused.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="char"/>, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32NumberCodec<T> : IFixedCodec<T, int>, IBsonView<T>
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Int32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element) => NumberOf<T>.Read(element);

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToRaw(T value)
    {
        if (!NumberOf<T>.TryToInt64(value, out long number) || (int)number != number)
            NumberOf<T>.ThrowNotWritable(value, "a 32-bit integer");
        return (int)number;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromRaw(int raw)
    {
        if (!NumberOf<T>.TryFromInt64(raw, out T value))
            NumberOf<T>.ThrowNotReadable(raw);
        return value;
    }

    /// <inheritdoc/>
    public static bool IsReadable(int raw) => NumberOf<T>.TryFromInt64(raw, out _);
}
