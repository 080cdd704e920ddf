using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShmStore;

/// <summary>Lets <see cref="JsonSerializer"/>, with or without a source-generated context, read and write a <see cref="MemoryMap"/> in its JSON form.</summary>
/// <remarks><see cref="MemoryMap"/> names it, so it need not be registered. It is public because generated contexts create it.</remarks>
public sealed class MemoryMapJsonConverter : JsonConverter<MemoryMap>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is not a memory map; the message says what is wrong.</exception>
    public override MemoryMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => MemoryMapJson.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MemoryMap value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        MemoryMapJson.Write(writer, value);
    }
}
