using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element of any type as it is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementReader : IBsonView<ElementView>
{
    /// <inheritdoc/>
    public static ElementView View(ElementView element) => element;
}
