using MongoDB.Bson;

namespace ShmStore.Documents;

/// <summary>Changes of documents without a schema, for who follows them.</summary>
internal static class VersionedDocuments
{
    /// <summary>The same changes, with the documents themselves.</summary>
    public static IAsyncEnumerable<Versioned<BsonDocument>> AsDocuments(this IAsyncEnumerable<Versioned<SchemalessDocument>> changes) =>
        changes.Select(static change => new Versioned<BsonDocument>(change.Version, change.HasValue, change.Value.Value));
}
