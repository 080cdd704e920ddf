using ShmStore.Bson;
using ShmStore.Tests.Bson.Equivalence;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Every document of the corpus through every entrance: accepted everywhere, or refused with the same reason, offset and path.</summary>
public sealed class CorpusTests(CorpusStore store) : IClassFixture<CorpusStore>
{
    private static readonly byte[] Neighbour = BytesNotation.Parse("[ 10 n: #1 ]");

    public static TheoryData<string> Names => [.. CorpusDocuments.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validation(string name)
    {
        CorpusCase each = CorpusDocuments.Find(name);
        if (each.Reason is not null)
        {
            AssertRefusal(each, Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(each.Document)));
            return;
        }
        BsonValidation.Validate(each.Document);
        string read = ViewedText.Of(each.Document);
        if (!each.HasDbPointer)
            Assert.Equal(MongoText.Of(each.Document), read);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_raw_bytes(string name)
    {
        CorpusCase each = CorpusDocuments.Find(name);
        if (each.Reason is not null)
        {
            AssertRefusal(each, store.AssertUnchangedBy<BsonFormatException>(() => store.Document.SetRaw(each.Document)));
            AssertRefusal(each, store.AssertUnchangedBy<BsonFormatException>(() => store.Account.SetRaw(each.Document)));
        }
        else if (each.HasDbPointer)
        {
            Assert.Equal(BsonFormatReason.TypeMismatch, store.AssertUnchangedBy<BsonFormatException>(() => store.Document.SetRaw(each.Document)).Reason);
        }
        else
        {
            store.Document.SetRaw(each.Document);
            Assert.Equal(each.Document, store.Document.GetRaw());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Attaching_to_a_packed_buffer(string name)
    {
        CorpusCase each = CorpusDocuments.Find(name);
        byte[] memory = [.. Neighbour, .. each.Document, .. Neighbour];
        var map = new MemoryMap([new("before", new(0, Neighbour.Length)), new("it", new(Neighbour.Length, each.Document.Length))]);
        if (each.Reason is null)
        {
            Assert.True(SharedObjectStore.FromMemoryMap(memory, map).TryGetRaw("it", out ReadOnlyMemory<byte> raw));
            Assert.True(raw.Span.SequenceEqual(each.Document));
            return;
        }
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => SharedObjectStore.FromMemoryMap(memory, map));
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        // What is too short to be a document is refused by its bounds.
        if (each.Document.Length >= ElementSize.EmptyDocument)
            AssertRefusal(each, Assert.IsType<BsonFormatException>(error.InnerException));
    }

    private static void AssertRefusal(CorpusCase expected, BsonFormatException error)
    {
        Assert.Equal((expected.Reason, expected.Offset, expected.Path), (error.Reason, error.Offset, error.FieldPath));
        Assert.Contains(error.Reason.ToString(), error.Message, StringComparison.Ordinal);
    }
}
