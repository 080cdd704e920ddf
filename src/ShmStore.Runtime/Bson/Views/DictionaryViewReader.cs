using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element as a dictionary whose values are viewed by another reader.</summary>
/// <typeparam name="TView">What each value is viewed as.</typeparam>
/// <typeparam name="TReader">How.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryViewReader<TView, TReader> : IBsonView<DictionaryView<TView, TReader>>
    where TView : allows ref struct
    where TReader : struct, IBsonView<TView>, allows ref struct
{
    /// <inheritdoc/>
    public static DictionaryView<TView, TReader> View(ElementView element)
    {
        if (element.IsNull)
            return default;
        return element.Type == ElementType.Document ? new DictionaryView<TView, TReader>(element.AsDocument()) : throw element.Mismatch("a document");
    }
}
