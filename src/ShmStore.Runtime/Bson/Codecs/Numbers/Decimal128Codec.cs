using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="Decimal128"/> as it is; read from every other number that a decimal holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Decimal128Codec : IFixedCodec<Decimal128, Decimal128Raw>, IBsonView<Decimal128>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Decimal128 value) => ElementType.Decimal128;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, Decimal128 value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static Decimal128 Read(ElementView element) => element.Type == ElementType.Decimal128
        ? FromRaw(MemoryMarshal.Read<Decimal128Raw>(element.Value))
        : new Decimal128(LosslessNumber.ReadDecimal(element));

    /// <inheritdoc/>
    public static Decimal128 View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static Decimal128Raw ToRaw(Decimal128 value) => Decimal128Raw.FromDecimal128(value);

    /// <inheritdoc/>
    public static Decimal128 FromRaw(Decimal128Raw raw) => raw.ToDecimal128();
}
