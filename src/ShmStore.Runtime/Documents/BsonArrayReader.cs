using System.ComponentModel;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>Views an array of any items in place; null gives the null view.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BsonArrayReader : IBsonView<ArrayView<ElementView, ElementReader>>
{
    /// <inheritdoc/>
    public static ArrayView<ElementView, ElementReader> View(ElementView element) =>
        CSharpNull.Is(element) ? default : ArrayViewReader<ElementView, ElementReader>.View(element);
}
