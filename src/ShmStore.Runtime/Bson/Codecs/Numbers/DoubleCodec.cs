using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="double"/> as a double; read from any number that is exactly one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleCodec : IFixedCodec<double, double>, IBsonView<double>
{
    /// <inheritdoc/>
    public static int PlainSize => sizeof(double);

    /// <inheritdoc/>
    public static ElementType TypeOf(double value) => ElementType.Double;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, double value) => writer.WriteRaw(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ElementView element) => element.Type == ElementType.Double
        ? BinaryPrimitives.ReadDoubleLittleEndian(element.Value)
        : LosslessNumber.ReadDouble(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out double value) =>
        PlainValue.TryRead(type, ElementType.Double, rest, out value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(double value, Span<byte> destination, out ElementType type)
    {
        type = ElementType.Double;
        return PlainValue.TryWrite(value, destination);
    }

    /// <inheritdoc/>
    public static double View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static bool IsTotal => true;

    /// <inheritdoc/>
    public static double ToRaw(double value) => value;

    /// <inheritdoc/>
    public static double FromRaw(double raw) => raw;
}
