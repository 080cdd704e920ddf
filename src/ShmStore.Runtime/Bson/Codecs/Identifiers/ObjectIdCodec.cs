using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="ObjectId"/> as an object id.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectIdCodec : IFixedCodec<ObjectId, ObjectIdRaw>, IBsonView<ObjectId>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(ObjectId value) => ElementType.ObjectId;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, ObjectId value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static ObjectId Read(ElementView element) => element.Type == ElementType.ObjectId
        ? MemoryMarshal.Read<ObjectIdRaw>(element.Value).ToObjectId()
        : throw element.Mismatch("an object id");

    /// <inheritdoc/>
    public static ObjectId View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static ObjectIdRaw ToRaw(ObjectId value) => ObjectIdRaw.FromObjectId(value);

    /// <inheritdoc/>
    public static ObjectId FromRaw(ObjectIdRaw raw) => raw.ToObjectId();
}
