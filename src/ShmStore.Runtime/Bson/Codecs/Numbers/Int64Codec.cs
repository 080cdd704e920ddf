using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="long"/> as a 64-bit integer; read from any number that is exactly one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int64Codec : IFixedCodec<long, long>, IBsonView<long>
{
    /// <inheritdoc/>
    public static int PlainSize => sizeof(long);

    /// <inheritdoc/>
    public static ElementType TypeOf(long value) => ElementType.Int64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, long value) => writer.WriteRaw(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ElementView element) => element.Type == ElementType.Int64
        ? BinaryPrimitives.ReadInt64LittleEndian(element.Value)
        : LosslessNumber.ReadInt64(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out long value) =>
        PlainValue.TryRead(type, ElementType.Int64, rest, out value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(long value, Span<byte> destination, out ElementType type)
    {
        type = ElementType.Int64;
        return PlainValue.TryWrite(value, destination);
    }

    /// <inheritdoc/>
    public static long View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static bool IsTotal => true;

    /// <inheritdoc/>
    public static long ToRaw(long value) => value;

    /// <inheritdoc/>
    public static long FromRaw(long raw) => raw;
}
