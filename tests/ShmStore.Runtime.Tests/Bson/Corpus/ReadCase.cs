using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>A valid document that somebody else wrote, and what it is as an <see cref="Account"/>.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Document">Its bytes.</param>
/// <param name="Holds">What the object must be like; null if the document is none.</param>
/// <param name="Reason">Why it is none.</param>
/// <param name="Offset">The place that the error names.</param>
/// <param name="Path">The element that the error names.</param>
internal sealed record ReadCase(string Name, byte[] Document, Func<Account, bool>? Holds, BsonFormatReason Reason, int Offset, string Path)
{
    /// <summary>The elements that an <see cref="Account"/> must have: 39 bytes.</summary>
    public const string Required = "02 Name: #2 'n' 00 05 Blob: #0 00 04 Positions: [ ]";

    /// <summary>Where an element is that comes after the length and the <see cref="Required"/> ones.</summary>
    public const int Behind = 43;

    /// <summary>A document that is an account.</summary>
    public static ReadCase Read(string name, string notation, Func<Account, bool> holds) =>
        new(name, BytesNotation.Parse(notation), holds, default, 0, "");

    /// <summary>A document that is none.</summary>
    public static ReadCase Refused(string name, string notation, BsonFormatReason reason, int offset, string path) =>
        new(name, BytesNotation.Parse(notation), null, reason, offset, path);
}
