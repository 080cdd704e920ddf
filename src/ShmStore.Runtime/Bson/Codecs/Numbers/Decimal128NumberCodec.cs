using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>A number as a Decimal128, which holds all of them: integers and decimals exactly, doubles with the 17 digits that tell them apart, a <see cref="Half"/> with 5.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Decimal128NumberCodec<T> : IFixedCodec<T, Decimal128Raw>, IBsonView<T>
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Decimal128;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        if (element.Type != ElementType.Decimal128)
            return NumberOf<T>.Read(element);
        return NumberOf<T>.TryFromDecimal128(MemoryMarshal.Read<Decimal128Raw>(element.Value), out T value)
            ? value
            : throw element.Error(BsonFormatReason.ValueOutOfRange, $"the Decimal128 is not exactly {Article.With(typeof(T).Name)}");
    }

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static Decimal128Raw ToRaw(T value) => NumberOf<T>.ToDecimal128(value);

    /// <inheritdoc/>
    public static T FromRaw(Decimal128Raw raw)
    {
        if (!NumberOf<T>.TryFromDecimal128(raw, out T value))
            NumberOf<T>.ThrowNotReadable(raw.ToDecimal128());
        return value;
    }

    /// <inheritdoc/>
    public static bool IsReadable(Decimal128Raw raw) => NumberOf<T>.TryFromDecimal128(raw, out _);
}
