using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element as an array whose items are viewed by another reader.</summary>
/// <typeparam name="TView">What each item is viewed as.</typeparam>
/// <typeparam name="TReader">How.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayViewReader<TView, TReader> : IBsonView<ArrayView<TView, TReader>>
    where TView : allows ref struct
    where TReader : struct, IBsonView<TView>, allows ref struct
{
    /// <inheritdoc/>
    public static ArrayView<TView, TReader> View(ElementView element) =>
        element.IsNull ? default : new ArrayView<TView, TReader>(element.AsArray());
}
