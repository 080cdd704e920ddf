using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="int"/> as a 32-bit integer; read from any number that is exactly one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32Codec : IFixedCodec<int, int>, IBsonView<int>
{
    /// <inheritdoc/>
    public static int PlainSize => sizeof(int);

    /// <inheritdoc/>
    public static ElementType TypeOf(int value) => ElementType.Int32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, int value) => writer.WriteRaw(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ElementView element) => element.Type == ElementType.Int32
        ? BinaryPrimitives.ReadInt32LittleEndian(element.Value)
        : LosslessNumber.ReadInt32(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out int value) =>
        PlainValue.TryRead(type, ElementType.Int32, rest, out value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(int value, Span<byte> destination, out ElementType type)
    {
        type = ElementType.Int32;
        return PlainValue.TryWrite(value, destination);
    }

    /// <inheritdoc/>
    public static int View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static bool IsTotal => true;

    /// <inheritdoc/>
    public static int ToRaw(int value) => value;

    /// <inheritdoc/>
    public static int FromRaw(int raw) => raw;
}
