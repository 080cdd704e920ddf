using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="decimal"/> as a Decimal128, exactly and with its scale; read from any number that is exactly a decimal.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DecimalCodec : IFixedCodec<decimal, Decimal128Raw>, IBsonView<decimal>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(decimal value) => ElementType.Decimal128;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, decimal value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static decimal Read(ElementView element) => LosslessNumber.ReadDecimal(element);

    /// <inheritdoc/>
    public static decimal View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static Decimal128Raw ToRaw(decimal value) => Decimal128Raw.FromDecimal(value);

    /// <inheritdoc/>
    public static decimal FromRaw(Decimal128Raw raw) => raw.TryToDecimal(out decimal value)
        ? value
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", "the Decimal128 is not exactly a decimal");

    /// <inheritdoc/>
    public static bool IsReadable(Decimal128Raw raw) => raw.IsDecimal;
}
