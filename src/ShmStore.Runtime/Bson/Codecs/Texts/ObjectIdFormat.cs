using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>An <see cref="ObjectId"/> as text: 24 lower-case hexadecimal digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectIdFormat : ITextFormat<ObjectId>
{
    /// <inheritdoc/>
    public static bool TryFormat(ObjectId value, Span<byte> destination, out int written)
    {
        ObjectIdRaw raw = ObjectIdRaw.FromObjectId(value);
        return Convert.TryToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<ObjectIdRaw>(in raw)), destination, out written);
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ObjectId value)
    {
        ObjectIdRaw raw = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<ObjectIdRaw>(ref raw));
        bool isId = utf8.Length == bytes.Length * 2 && Convert.FromHexString(utf8, bytes, out _, out _) == OperationStatus.Done;
        value = isId ? raw.ToObjectId() : default;
        return isId;
    }
}
