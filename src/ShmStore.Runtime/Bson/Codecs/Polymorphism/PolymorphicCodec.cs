using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>An interface or base class as a document that says in <c>_t</c> which type it is.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
/// <typeparam name="TTypes">The types it may be.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PolymorphicCodec<TBase, TTypes> : IBsonCodec<TBase>
    where TBase : class
    where TTypes : struct, IPolymorphic<TBase>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(TBase value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Document;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TBase value) => TTypes.KnownTypes.Write(ref writer, value);

    /// <inheritdoc/>
    public static TBase Read(ElementView element) => element.Type == ElementType.Document
        ? TTypes.KnownTypes.Read(element.AsDocument())
        : throw element.Mismatch("a document");
}
