using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A duration or time of day as a 64-bit integer; in ticks the default of <see cref="TimeOnly"/>.</summary>
/// <typeparam name="T"><see cref="TimeSpan"/> or <see cref="TimeOnly"/>.</typeparam>
/// <typeparam name="TUnit">The unit.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DurationInt64Codec<T, TUnit> : IFixedCodec<T, long>, IBsonView<T>
    where T : unmanaged
    where TUnit : struct, ITimeUnit
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Int64;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        long units = LosslessNumber.ReadInt64(element);
        return DurationOf<T, TUnit>.TryFromUnits(units, out T value) ? value : throw element.Error(BsonFormatReason.ValueOutOfRange, DurationOf<T, TUnit>.Problem(units));
    }

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(T value) => DurationOf<T, TUnit>.ToUnits(value);

    /// <inheritdoc/>
    public static T FromRaw(long raw) => DurationOf<T, TUnit>.TryFromUnits(raw, out T value)
        ? value
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", DurationOf<T, TUnit>.Problem(raw));

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => DurationOf<T, TUnit>.TryFromUnits(raw, out _);
}
