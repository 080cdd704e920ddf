using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Documents as MongoDB Extended JSON (version 2). Thread-safe.</summary>
internal static class ExtendedJson
{
    // A date as a number is three levels deep in JSON and none in BSON.
    private const int ExtraDepth = 3;

    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="relaxed">Numbers and dates as JSON users expect them, at the price of their exact types.</param>
    /// <exception cref="BsonFormatException">The document is malformed, or contains the deprecated DBPointer type.</exception>
    public static string Write(DocumentView document, bool relaxed) => BsonValueReader.ReadDocument(document).ToJson(relaxed ? Relaxed : Canonical);

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">Not JSON, not extended JSON, or nested too deeply; the message says where.</exception>
    public static BsonDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        CheckDepth(json);
        try
        {
            return BsonDocument.Parse(json);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new FormatException($"The text is not extended JSON. {e.Message}", e);
        }
    }

    // MongoDB.Bson's own reader knows no depth limit and accepts more than JSON.
    private static void CheckDepth(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = BsonLimits.DefaultDepth + ExtraDepth });
            while (reader.Read())
            {
                // Reading is the check.
            }
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new FormatException($"The text is not extended JSON. {e.Message}", e);
        }
    }
}
