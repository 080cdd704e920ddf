using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>The JSON form of a <see cref="MemoryMap"/>, read and written without reflection.</summary>
/// <remarks>Strict on purpose: a map that is read leniently points a decoder at the wrong bytes.</remarks>
internal static class MemoryMapJson
{
    /// <summary>Reads a map from a whole JSON text.</summary>
    /// <exception cref="FormatException">The text is not such a map.</exception>
    public static MemoryMap Parse(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(StrictUtf8.Encoding.GetBytes(json));
            reader.Read();
            MemoryMap map = Read(ref reader);
            // Throws on anything but whitespace.
            reader.Read();
            return map;
        }
        catch (Exception e) when (e is JsonException or EncoderFallbackException)
        {
            throw new FormatException($"Not a memory map. {e.Message}", e);
        }
    }

    /// <summary>Reads the map whose opening brace the reader stands on, and leaves it on the closing one.</summary>
    /// <exception cref="JsonException">It is not such a map.</exception>
    public static MemoryMap Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"An object is expected, found {reader.TokenType}.");
        var entries = new OrderedDictionary<string, MemoryBounds>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = ReadName(ref reader);
            reader.Read();
            if (!entries.TryAdd(key, ReadBounds(ref reader, key)))
                throw new JsonException($"The key '{key}' appears twice.");
        }
        return new MemoryMap(entries);
    }

    /// <summary>The map as JSON text without whitespace.</summary>
    public static string Format(MemoryMap map)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Keys as JSON.stringify writes them; the text is data, it is never put into a page.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, map);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the map as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, MemoryMap map)
    {
        writer.WriteStartObject();
        foreach (var (key, bounds) in map)
        {
            writer.WriteStartObject(key);
            writer.WriteNumber("index"u8, bounds.Index);
            writer.WriteNumber("size"u8, bounds.Size);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static MemoryBounds ReadBounds(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"'{key}' must be an object with index and size, found {reader.TokenType}.");
        int? index = null, size = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (ReadName(ref reader))
            {
                case "index":
                    ReadNumber(ref reader, ref index, key, "index");
                    break;
                case "size":
                    ReadNumber(ref reader, ref size, key, "size");
                    break;
                case var other:
                    throw new JsonException($"'{key}' has a member '{other}'; it must have index and size only.");
            }
        }
        return new MemoryBounds(
            index ?? throw new JsonException($"'{key}' has no index."),
            size ?? throw new JsonException($"'{key}' has no size."));
    }

    private static void ReadNumber(ref Utf8JsonReader reader, ref int? number, string key, string member)
    {
        if (number is not null)
            throw new JsonException($"'{key}' has two members '{member}'.");
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"The {member} of '{key}' must be a number, found {reader.TokenType}.");
        if (!reader.TryGetInt32(out int value) || value < 0)
            throw new JsonException($"The {member} of '{key}' is {NumberText(ref reader)}; it must be a whole number of bytes from 0 to {int.MaxValue}.");
        number = value;
    }

    private static string ReadName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"A name at byte {reader.TokenStartIndex} is not valid Unicode.", e);
        }
    }

    private static string NumberText(ref Utf8JsonReader reader)
    {
        const int Longest = 40;
        ReadOnlySpan<byte> digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return digits.Length <= Longest ? Encoding.UTF8.GetString(digits) : $"{Encoding.UTF8.GetString(digits[..Longest])}…";
    }
}
