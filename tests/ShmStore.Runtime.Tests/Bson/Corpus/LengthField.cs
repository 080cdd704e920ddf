using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>A length in a document, and how the document is refused when it is wrong.</summary>
/// <param name="Name">Whose length it is.</param>
/// <param name="Notation">A document that is accepted.</param>
/// <param name="Position">Where in it the length is.</param>
/// <param name="Far">The refusal for a length that is far too large, or negative.</param>
/// <param name="OneMore">For a length that is one too large.</param>
/// <param name="OneLess">For a length that is one too small.</param>
internal sealed record LengthField(
    string Name,
    string Notation,
    int Position,
    (BsonFormatReason Reason, int Offset, string Path) Far,
    (BsonFormatReason Reason, int Offset, string Path) OneMore,
    (BsonFormatReason Reason, int Offset, string Path) OneLess)
{
    /// <summary>The document as it is, and with every wrong length.</summary>
    public IEnumerable<CorpusCase> Cases()
    {
        byte[] document = BytesNotation.Parse(Notation);
        int right = BitConverter.ToInt32(document, Position);
        yield return CorpusCase.Accepted($"{Name}: right length", document) with { HasDbPointer = document[4] == (byte)ElementType.DbPointer };
        // The largest number; those that overflow once something is added: the position, the bytes of the length itself or of a terminator.
        int[] far =
        [
            int.MaxValue, int.MaxValue - 1, int.MaxValue - sizeof(int), int.MaxValue - sizeof(int) - 1, int.MaxValue - Position, int.MaxValue - 12,
            1 << 30, 1 << 24, document.Length + 1, -1, -sizeof(int), -5, -Position, int.MinValue, int.MinValue + 1, int.MinValue + right,
        ];
        foreach (int length in far.Distinct())
            yield return Refused($"{Name}: length {length}", length, Far);
        yield return Refused($"{Name}: one more", right + 1, OneMore);
        yield return Refused($"{Name}: one less", right - 1, OneLess);

        CorpusCase Refused(string name, int length, (BsonFormatReason Reason, int Offset, string Path) refusal) =>
            CorpusCase.Refused(name, document.With(Position, length), refusal.Reason, refusal.Offset, refusal.Path);
    }
}
