using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>One document, and what every entrance must make of it.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Document">Its bytes.</param>
/// <param name="Reason">Why it is refused; null for a document that is accepted.</param>
/// <param name="Offset">The place that the refusal names.</param>
/// <param name="Path">The element that the refusal names.</param>
internal sealed record CorpusCase(string Name, byte[] Document, BsonFormatReason? Reason, int Offset, string Path)
{
    /// <summary>Whether it holds the deprecated DBPointer, for which MongoDB.Bson has no value.</summary>
    public bool HasDbPointer { get; init; }

    /// <summary>A document that is accepted.</summary>
    public static CorpusCase Accepted(string name, string notation) => Accepted(name, BytesNotation.Parse(notation));

    /// <inheritdoc cref="Accepted(string, string)"/>
    public static CorpusCase Accepted(string name, byte[] document) => new(name, document, null, 0, "");

    /// <summary>A document that is refused.</summary>
    public static CorpusCase Refused(string name, string notation, BsonFormatReason reason, int offset, string path = "a") =>
        Refused(name, BytesNotation.Parse(notation), reason, offset, path);

    /// <inheritdoc cref="Refused(string, string, BsonFormatReason, int, string)"/>
    public static CorpusCase Refused(string name, byte[] document, BsonFormatReason reason, int offset, string path = "a") =>
        new(name, document, reason, offset, path);
}
