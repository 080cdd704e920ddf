using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element as an object of one of several types.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
/// <typeparam name="TTypes">The types it may be.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PolymorphicViewReader<TBase, TTypes> : IBsonView<PolymorphicView<TBase, TTypes>>
    where TBase : class
    where TTypes : struct, IPolymorphic<TBase>
{
    /// <inheritdoc/>
    public static PolymorphicView<TBase, TTypes> View(ElementView element)
    {
        if (element.IsNull)
            return default;
        return element.Type == ElementType.Document ? new PolymorphicView<TBase, TTypes>(element) : throw element.Mismatch("a document");
    }
}
