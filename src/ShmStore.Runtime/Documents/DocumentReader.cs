using System.ComponentModel;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>Views an embedded document of any shape in place; null gives the null view.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DocumentReader : IBsonView<DocumentView>
{
    /// <inheritdoc/>
    public static DocumentView View(ElementView element)
    {
        if (element.IsNull || CSharpNull.Is(element))
            return default;
        return element.Type == ElementType.Document ? element.AsDocument() : throw element.Mismatch("a document");
    }
}
