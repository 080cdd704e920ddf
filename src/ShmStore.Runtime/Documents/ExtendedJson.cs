using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MongoDB.Bson.IO;
using ShmStore.Bson;
using JsonTokenType = System.Text.Json.JsonTokenType;

namespace ShmStore.Documents;

/// <summary>Documents as MongoDB Extended JSON (version 2). Thread-safe.</summary>
/// <remarks>
/// Between the bytes and MongoDB.Bson's reader and writer of JSON there is no <see cref="MongoDB.Bson.BsonDocument"/>: its serializers need reflection, and
/// are what the compiler ahead of time warns of.
/// </remarks>
internal static class ExtendedJson
{
    // A level of BSON is two in JSON where code has a scope, and a date as a number is two levels deep in JSON and none in BSON.
    private const int MaxDepth = (2 * BsonLimits.DefaultDepth) + 1;

    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson, MaxSerializationDepth = MaxDepth };
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson, MaxSerializationDepth = MaxDepth };

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="relaxed">Numbers and dates as JSON users expect them, at the price of their exact types.</param>
    /// <exception cref="BsonFormatException">The document is malformed, or contains the deprecated DBPointer type.</exception>
    public static string Write(DocumentView document, bool relaxed)
    {
        using InvariantNumbers numbers = InvariantNumbers.Begin();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonWriter(text, relaxed ? Relaxed : Canonical);
        ExtendedJsonOutput.WriteDocument(writer, document);
        return text.ToString();
    }

    /// <summary>Reads a document.</summary>
    /// <returns>A valid document, in which every name is unique.</returns>
    /// <exception cref="FormatException">Not JSON, not extended JSON, a name twice in a document, or nested too deeply; the message says where.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, whose path the message names, or is too large.</exception>
    public static byte[] Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        CheckText(json);
        using InvariantNumbers numbers = InvariantNumbers.Begin();
        using var reader = new ExtendedJsonReader(json);
        var writer = new DocumentWriter(stackalloc byte[DocumentEncoder.StackBytes]);
        try
        {
            ExtendedJsonInput.ReadDocument(reader, ref writer);
            return writer.Written.ToArray();
        }
        catch (ArgumentException e)
        {
            string path = FieldPath.Locate(writer.Written, writer.Member);
            throw new ArgumentException(path.Length == 0 ? e.Message : $"{path}: {e.Message}", e);
        }
        finally
        {
            if (writer.Rented is { } rented)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // MongoDB.Bson's own reader knows no depth limit, and accepts more than JSON and text behind it, and takes what is left of the halves of a timestamp that are too large; of an integer that is too large it does not say which.
    private static void CheckText(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = MaxDepth });
            var timestamps = default(TimestampCheck);
            ReadOnlySpan<byte> name = [];
            while (reader.Read())
            {
                timestamps.Look(ref reader);
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = reader.ValueSpan;
                else if (reader.TokenType == JsonTokenType.Number && !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E') && !reader.TryGetInt64(out _))
                    throw ExtendedJsonReader.NotExtendedJson($"The integer {Encoding.UTF8.GetString(reader.ValueSpan)} at or behind '{Encoding.UTF8.GetString(name)}' is more than 64 bits hold.");
            }
        }
        catch (System.Text.Json.JsonException e)
        {
            throw ExtendedJsonReader.NotExtendedJson(e.Message, e);
        }
    }
}
