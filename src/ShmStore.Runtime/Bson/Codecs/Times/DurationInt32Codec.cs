using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A duration or time of day as a 32-bit integer.</summary>
/// <typeparam name="T"><see cref="TimeSpan"/> or <see cref="TimeOnly"/>.</typeparam>
/// <typeparam name="TUnit">The unit.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DurationInt32Codec<T, TUnit> : IFixedCodec<T, int>, IBsonView<T>
    where T : unmanaged
    where TUnit : struct, ITimeUnit
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.Int32;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static T Read(ElementView element) => DurationInt64Codec<T, TUnit>.Read(element);

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static int ToRaw(T value)
    {
        long units = DurationOf<T, TUnit>.ToUnits(value);
        if ((int)units != units)
            DurationOf<T, TUnit>.ThrowNotWritable(value, "32");
        return (int)units;
    }

    /// <inheritdoc/>
    public static T FromRaw(int raw) => DurationInt64Codec<T, TUnit>.FromRaw(raw);

    /// <inheritdoc/>
    public static bool IsReadable(int raw) => DurationInt64Codec<T, TUnit>.IsReadable(raw);
}
