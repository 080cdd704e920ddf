using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="Decimal128"/> as it is; read from every integer, and from doubles of which a Decimal128 has the digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Decimal128Codec : IFixedCodec<Decimal128, Decimal128Raw>, IBsonView<Decimal128>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Decimal128 value) => ElementType.Decimal128;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, Decimal128 value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static Decimal128 Read(ElementView element) => element.Type switch
    {
        ElementType.Decimal128 => FromRaw(MemoryMarshal.Read<Decimal128Raw>(element.Value)),
        ElementType.Double => OfDouble(element),
        _ => new Decimal128(LosslessNumber.ReadInt64(element)),
    };

    /// <inheritdoc/>
    public static Decimal128 View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static Decimal128Raw ToRaw(Decimal128 value) => Decimal128Raw.FromDecimal128(value);

    /// <inheritdoc/>
    public static Decimal128 FromRaw(Decimal128Raw raw) => raw.ToDecimal128();

    private static Decimal128 OfDouble(ElementView element)
    {
        double real = BinaryPrimitives.ReadDoubleLittleEndian(element.Value);
        return RealDigits.TryOf(real, out Decimal128 digits) ? digits : throw LosslessNumber.OutOfRange(element, real, "a Decimal128");
    }
}
