using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>JSON that System.Text.Json has parsed. MongoDB.Bson knows nothing of it, and would write an empty document. Thread-safe.</summary>
internal static class ParsedJson
{
    /// <summary>Whether a value is one.</summary>
    public static bool IsJson(object value) => value is JsonElement or JsonDocument or JsonNode;

    /// <summary>Makes a valid document of it, as of its text.</summary>
    /// <exception cref="ArgumentException">It is not extended JSON of a document.</exception>
    public static byte[] Serialize(object value)
    {
        try
        {
            return ExtendedJson.Parse(Text(value));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // The second of an element without a value, of half a character, and of what is nested too deeply to be written.
            throw new ArgumentException($"The parsed JSON cannot be stored as a document. {e.Message}", nameof(value), e);
        }
    }

    // Written anew, as its own text may have comments.
    private static string Text(object value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            switch (value)
            {
                case JsonNode node:
                    node.WriteTo(writer);
                    break;
                case JsonDocument document:
                    document.WriteTo(writer);
                    break;
                case JsonElement element:
                    element.WriteTo(writer);
                    break;
            }
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
