using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>A <see cref="BsonDocument"/> in the role of a generated type, so that it is written and read the same way as one.</summary>
/// <param name="Value">The document.</param>
/// <param name="Key">Full name of the key that it is written to; null for none.</param>
internal readonly record struct SchemalessDocument(BsonDocument Value, string? Key = null) : ISharedObject<SchemalessDocument>, IErrorSubject
{
    /// <summary>None: no element has a known place.</summary>
    public static FixedLayout FixedLayout => new([0, 0, 0, 0], [0, 0, 0, 0]);

    /// <inheritdoc/>
    string IErrorSubject.ErrorSubject => Key ?? nameof(BsonDocument);

    /// <summary>No: everybody may change a <see cref="BsonDocument"/>.</summary>
    public static bool IsImmutable => false;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, SchemalessDocument value) => BsonValueWriter.WriteDocument(ref writer, value.Value);

    /// <inheritdoc/>
    public static SchemalessDocument Read(in DocumentView document) => new(BsonValueReader.ReadDocument(document));
}
