using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>A <see cref="string"/> of 24 hexadecimal digits as an object id; other text is refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectIdStringCodec : IFixedCodec<string, ObjectIdRaw>, IBsonView<ObjectId>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(string value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.ObjectId;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, string value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static string Read(ElementView element) => ObjectIdCodec.Read(element).ToString();

    /// <inheritdoc/>
    public static ObjectId View(ElementView element) => ObjectIdCodec.Read(element);

    /// <inheritdoc/>
    public static ObjectIdRaw ToRaw(string value)
    {
        if (value is null)
            NullMember.Throw();
        ObjectIdRaw raw = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<ObjectIdRaw>(ref raw));
        if (value.Length != bytes.Length * 2 || Convert.FromHexString(value, bytes, out _, out _) != OperationStatus.Done)
            throw new ArgumentException($"the text '{value}' is not the {bytes.Length * 2} hexadecimal digits of an object id");
        return raw;
    }

    /// <inheritdoc/>
    public static string FromRaw(ObjectIdRaw raw) => raw.ToObjectId().ToString();
}
