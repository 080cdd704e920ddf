using CsCheck;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Tests.Bson.Corpus;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>
/// What validation accepts, every view and MongoDB.Bson read, and to the same values; what it rejects is not stored, and nothing that looks at
/// it throws anything but a <see cref="BsonFormatException"/>. A failure prints the command that repeats it.
/// </summary>
public sealed class EquivalenceTests(CorpusStore store) : IClassFixture<CorpusStore>
{
    private const string DbPointer = "0C ";

    private static readonly Gen<MarkedDocument> Documents = RandomElement.Several.Select(MarkedDocument.Of);

    private static readonly Gen<byte[]> Damaged =
        Gen.Select(Documents, Mutation.Any.Array[1, 3]).Select((document, mutations) => Mutation.Apply(document, mutations));

    private int _accepted;
    private int _rejected;

    [Fact]
    public void Random_documents_are_accepted() => Replayable.Try(Documents, document => AssertAccepted(document.Bytes), 3_000);

    [Fact]
    public void Damaged_documents_are_accepted_by_all_or_rejected_by_all()
    {
        Replayable.Try(Damaged, Check, 40_000, print: Convert.ToHexString);
        // Both are tried: damage that never, or always, makes a document invalid would test half of it.
        Assert.True(_accepted > 2_000 && _rejected > 20_000, $"{_accepted} accepted, {_rejected} rejected");
    }

    private void Check(byte[] bytes)
    {
        try
        {
            BsonValidation.Validate(bytes);
        }
        catch (BsonFormatException e)
        {
            _rejected++;
            AssertRejected(bytes, e);
            return;
        }
        _accepted++;
        AssertAccepted(bytes);
    }

    private void AssertAccepted(byte[] bytes)
    {
        BsonValidation.Validate(bytes);
        string text = ViewedText.Of(bytes);
        EveryRead.Valid(bytes);
        // MongoDB.Bson has neither a reader nor a value for the deprecated DBPointer.
        if (text.Contains(DbPointer, StringComparison.Ordinal))
            return;
        Assert.Equal(MongoText.Of(bytes), text);
        Assert.NotNull(BsonValueReader.ReadDocument(new DocumentView(bytes)));
        store.Document.SetRaw(bytes);
        Assert.Equal(bytes, store.Document.GetRaw());
    }

    private void AssertRejected(byte[] bytes, BsonFormatException error)
    {
        EveryRead.Damaged(bytes);
        long version = store.Document.Version;
        BsonFormatException refusal = Assert.Throws<BsonFormatException>(() => store.Document.SetRaw(bytes));
        Assert.Equal((error.Reason, error.Offset, error.FieldPath), (refusal.Reason, refusal.Offset, refusal.FieldPath));
        Assert.Equal(version, store.Document.Version);
    }
}
