using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary><see cref="Guid"/> as binary data of subtype 4, in RFC byte order. The legacy subtype 3 is refused: its byte order is not known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GuidCodec : IFixedCodec<Guid, UuidRaw>, IBsonView<Guid>
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
        if (element.Value.Length != Unsafe.SizeOf<UuidRaw>())
            throw element.Error(BsonFormatReason.TypeMismatch, "the binary data is not the 16 bytes of a UUID");
        UuidRaw raw = MemoryMarshal.Read<UuidRaw>(element.Value);
        return raw.IsUuid ? raw.ToGuid() : throw element.Error(BsonFormatReason.TypeMismatch, $"the binary data is not of subtype {UuidRaw.Subtype}");
    }

    /// <inheritdoc/>
    public static Guid View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static UuidRaw ToRaw(Guid value) => UuidRaw.FromGuid(value);

    /// <inheritdoc/>
    public static Guid FromRaw(UuidRaw raw) => raw.IsUuid
        ? raw.ToGuid()
        : throw new BsonFormatException(BsonFormatReason.TypeMismatch, offset: -1, "", $"the binary data is not a UUID of subtype {UuidRaw.Subtype}");

    /// <inheritdoc/>
    public static bool IsReadable(UuidRaw raw) => raw.IsUuid;
}
