using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>How MongoDB.Bson writes a C# null where BSON's null is a value: the document <c>{ "_csharpnull": true }</c>.</summary>
internal static class CSharpNull
{
    private static ReadOnlySpan<byte> Document => "\u0013\0\0\0\u0008_csharpnull\0\u0001\0"u8;

    /// <summary>Whether an element is that document.</summary>
    public static bool Is(ElementView element) => element.Type == ElementType.Document && element.Value.SequenceEqual(Document);

    /// <summary>Writes that document.</summary>
    public static void Write(ref DocumentWriter writer) => writer.WriteBytes(Document);
}
