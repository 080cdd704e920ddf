using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A shared object as an embedded document.</summary>
/// <typeparam name="T">The object type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectCodec<T> : IBsonCodec<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Document;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => T.Write(ref writer, value);

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document");
        return T.Read(element.AsDocument<T>());
    }
}
