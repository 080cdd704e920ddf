using MongoDB.Bson;

namespace ShmStore.Documents;

/// <summary>Functions of documents, as functions of what is stored of them.</summary>
internal static class DocumentUpdates
{
    /// <summary>The function that updates a document.</summary>
    /// <param name="update">Gets the current document and returns the new one.</param>
    /// <param name="key">Name of the key, for errors.</param>
    /// <param name="part">What of the key it updates, in front of the name; empty for all of it.</param>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static Func<SchemalessDocument, SchemalessDocument> Of(Func<BsonDocument, BsonDocument> update, string key, string part = "")
    {
        ArgumentNullException.ThrowIfNull(update);
        return old => new SchemalessDocument(update(old.Value) ?? throw new InvalidOperationException($"The function that updates {part}'{key}' returned null."), key);
    }

    /// <summary>As <see cref="Of(Func{BsonDocument, BsonDocument}, string, string)"/>, of a function that gets an argument too.</summary>
    /// <inheritdoc cref="Of(Func{BsonDocument, BsonDocument}, string, string)"/>
    public static Func<SchemalessDocument, SchemalessDocument> Of<TArgument>(TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update, string key, string part = "")
    {
        ArgumentNullException.ThrowIfNull(update);
        return Of(old => update(old, argument), key, part);
    }
}
