using ShmStore.Bson;

namespace ShmStore;

/// <summary>Documents that were not written by this library.</summary>
internal static class ForeignDocument
{
    /// <summary>Decides whether a document can be stored as a <typeparamref name="T"/>.</summary>
    /// <exception cref="BsonFormatException">Not valid BSON, or not readable as that type.</exception>
    public static void Check<T>(ReadOnlySpan<byte> document)
        where T : ISharedObject<T>
    {
        BsonValidation.Validate(document);
        _ = T.Read(new DocumentView(document));
    }
}
