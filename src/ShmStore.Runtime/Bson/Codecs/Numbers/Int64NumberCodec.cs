using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A number as a 64-bit integer: the default of <see cref="ulong"/>. What is not exactly one is refused.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="char"/>, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int64NumberCodec<T> : IFixedCodec<T, long>, IBsonView<T>
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Int64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element) => NumberOf<T>.Read(element);

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToRaw(T value)
    {
        if (!NumberOf<T>.TryToInt64(value, out long number))
            NumberOf<T>.ThrowNotWritable(value, "a 64-bit integer");
        return number;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromRaw(long raw)
    {
        if (!NumberOf<T>.TryFromInt64(raw, out T value))
            NumberOf<T>.ThrowNotReadable(raw);
        return value;
    }

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => NumberOf<T>.TryFromInt64(raw, out _);
}
