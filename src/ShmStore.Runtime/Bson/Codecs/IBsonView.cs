using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>How an element is viewed in place, without materialising what can be looked at where it is.</summary>
/// <typeparam name="TView">What the view of an element is: a scalar, a span, or a ref struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBsonView<TView>
    where TView : allows ref struct
{
    /// <summary>Views an element. Null gives the default of view types that can be null, and is a type mismatch for others.</summary>
    /// <exception cref="BsonFormatException">The element has another type or is malformed.</exception>
    static abstract TView View(ElementView element);
}
