using ShmStore.Bson;

namespace ShmStore;

/// <summary>A typed view over a document in place. Implemented by the generated <c>ref struct View</c> of an object type.</summary>
/// <typeparam name="TSelf">The view itself.</typeparam>
public interface ISharedView<TSelf> : IBsonView<TSelf>
    where TSelf : ISharedView<TSelf>, allows ref struct
{
    /// <summary>Wraps a document; reads nothing yet.</summary>
    static abstract TSelf Create(DocumentView document);
}
