using System.Text.Json.Serialization;

namespace ShmStore;

/// <summary>Where one document lies in a buffer of packed documents.</summary>
/// <param name="Index">Offset of the document's first byte from the buffer's first byte, in bytes.</param>
/// <param name="Size">Length of the document in bytes, the same number the document itself begins with.</param>
/// <remarks>As JSON: <c>{"index":0,"size":12}</c>.</remarks>
public readonly record struct MemoryBounds(
    [property: JsonPropertyName("index")] int Index,
    [property: JsonPropertyName("size")] int Size);
