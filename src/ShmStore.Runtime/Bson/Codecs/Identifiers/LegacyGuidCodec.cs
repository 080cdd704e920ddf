using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary><see cref="Guid"/> as binary data of the legacy subtype 3, in the order of the driver that wrote it; the standard subtype 4 is refused.</summary>
/// <typeparam name="TOrder">The order.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LegacyGuidCodec<TOrder> : IFixedCodec<Guid, LegacyUuidRaw>, IBsonView<Guid>
    where TOrder : struct, IGuidOrder
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Guid value) => ElementType.Binary;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, Guid value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static Guid Read(ElementView element)
    {
        if (element.Type != ElementType.Binary)
            throw element.Mismatch("a UUID");
        if (element.Value.Length != Unsafe.SizeOf<LegacyUuidRaw>())
            throw element.Error(BsonFormatReason.TypeMismatch, "the binary data is not the 16 bytes of a UUID");
        LegacyUuidRaw raw = MemoryMarshal.Read<LegacyUuidRaw>(element.Value);
        return raw.IsUuid ? raw.ToGuid<TOrder>() : throw element.Error(BsonFormatReason.TypeMismatch, Problem);
    }

    /// <inheritdoc/>
    public static Guid View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static LegacyUuidRaw ToRaw(Guid value) => LegacyUuidRaw.FromGuid<TOrder>(value);

    /// <inheritdoc/>
    public static Guid FromRaw(LegacyUuidRaw raw) =>
        raw.IsUuid ? raw.ToGuid<TOrder>() : throw new BsonFormatException(BsonFormatReason.TypeMismatch, offset: -1, "", Problem);

    /// <inheritdoc/>
    public static bool IsReadable(LegacyUuidRaw raw) => raw.IsUuid;

    private static string Problem => $"the binary data is not a UUID of subtype {LegacyUuidRaw.Subtype}";
}
