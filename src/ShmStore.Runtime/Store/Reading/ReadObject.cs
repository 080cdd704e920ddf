using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>How an object type is read, as a delegate: code that is shared by all classes would look a static member up at every call.</summary>
internal delegate T ReadObject<out T>(in DocumentView document);

/// <summary>How a type is read. Made once, not at every read.</summary>
internal static class ReadObjectOf<T>
    where T : ISharedObject<T>
{
    /// <summary>The function.</summary>
    public static readonly ReadObject<T> Function = T.Read;
}
