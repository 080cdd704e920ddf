using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A duration or time of day as a double, in units with a fraction.</summary>
/// <typeparam name="T"><see cref="TimeSpan"/> or <see cref="TimeOnly"/>.</typeparam>
/// <typeparam name="TUnit">The unit.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DurationDoubleCodec<T, TUnit> : IFixedCodec<T, double>, IBsonView<T>
    where T : unmanaged
    where TUnit : struct, ITimeUnit
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Double;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        double units = LosslessNumber.ReadDouble(element);
        return DurationOf<T, TUnit>.TryFromFraction(units, out T value)
            ? value
            : throw element.Error(BsonFormatReason.ValueOutOfRange, DurationOf<T, TUnit>.Problem(units));
    }

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static double ToRaw(T value) => DurationOf<T, TUnit>.ToFraction(value);

    /// <inheritdoc/>
    public static T FromRaw(double raw) => DurationOf<T, TUnit>.TryFromFraction(raw, out T value)
        ? value
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", DurationOf<T, TUnit>.Problem(raw));

    /// <inheritdoc/>
    public static bool IsReadable(double raw) => DurationOf<T, TUnit>.TryFromFraction(raw, out _);
}
