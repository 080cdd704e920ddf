using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ShmStore.Documents;

/// <summary>MongoDB.Bson's reader of JSON, which says in one way that a text is not extended JSON. Not for use by several threads.</summary>
/// <param name="json">The text, which is JSON.</param>
internal sealed class ExtendedJsonReader(string json) : JsonReader(json)
{
    /// <summary>The error about a text. A long problem, as one that quotes a value, is shortened.</summary>
    public static FormatException NotExtendedJson(string problem, Exception? cause = null) => new($"The text is not extended JSON. {ShortText.Of(problem)}", cause);

    /// <summary>Reads up to the next value, or the end of the document or array, and takes the value apart.</summary>
    /// <exception cref="FormatException">It is not extended JSON.</exception>
    public override BsonType ReadBsonType()
    {
        try
        {
            return base.ReadBsonType();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            // The last two of numbers that are too large and of UUIDs that are too short.
            throw NotExtendedJson(CurrentName is { Length: > 0 } name ? $"At or behind '{name}': {e.Message}" : e.Message, e);
        }
    }

    /// <summary>Reads the start of a document that must come next.</summary>
    /// <exception cref="FormatException">Something else comes.</exception>
    public void ReadRequiredDocument()
    {
        BsonType type = ReadBsonType();
        if (type != BsonType.Document)
            throw NotExtendedJson($"A document is expected, not a value of type {type}.");
        ReadStartDocument();
    }
}
