using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Documents that others wrote: another order, missing, extra and repeated elements.</summary>
public class ForeignDocumentTests
{
    [Fact]
    public void Any_order_reads_the_same()
    {
        BsonElement[] elements = [.. Samples.Document(Samples.Account)];
        Gen.Shuffle(elements).Sample(shuffled =>
        {
            byte[] document = new BsonDocument(shuffled.AsEnumerable()).ToBson();
            Samples.AssertSame(Samples.Account, Account.Read(DocumentView.Of<Account>(document)));
        }, iter: 200);
    }

    [Fact]
    public void Extra_elements_are_ignored_wherever_they_are()
    {
        foreach (int place in Enumerable.Range(0, 19))
        {
            BsonDocument document = Samples.Document(Samples.Account);
            document.InsertAt(place, new BsonElement("extra", new BsonDocument("Name", "not this one")));
            Samples.AssertSame(Samples.Account, Account.Read(DocumentView.Of<Account>(document.ToBson())));
        }
    }

    [Fact]
    public void Missing_optional_elements_read_as_defaults()
    {
        BsonDocument document = new() { { "Name", "n" }, { "Blob", new BsonBinaryData([]) }, { "Positions", new BsonArray() } };
        Account account = Account.Read(DocumentView.Of<Account>(document.ToBson()));

        Samples.AssertSame(new Account { Name = "n" }, account);
    }

    [Fact]
    public void A_missing_required_element_is_named()
    {
        BsonDocument document = Samples.Document(Samples.Account);
        document["Positions"][1].AsBsonDocument.Remove("Name");
        byte[] bytes = document.ToBson();
        var error = Assert.Throws<BsonFormatException>(() => Account.Read(DocumentView.Of<Account>(bytes)));

        Assert.Equal((BsonFormatReason.MissingField, "Positions[1].Name"), (error.Reason, error.FieldPath));
        Assert.Equal(new DocumentView(bytes).At("Positions").At("1").Origin, error.Offset);
    }

    [Fact]
    public void A_wrong_type_deep_inside_is_named()
    {
        BsonDocument document = Samples.Document(Samples.Account);
        document["Matrix"][2][0] = "three";
        byte[] bytes = document.ToBson();
        var error = Assert.Throws<BsonFormatException>(() => Account.Read(DocumentView.Of<Account>(bytes)));

        Assert.Equal((BsonFormatReason.TypeMismatch, "Matrix[2][0]"), (error.Reason, error.FieldPath));
        Assert.Equal((byte)ElementType.String, bytes[error.Offset]);
        Assert.Contains("Matrix[2][0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_number_widths_are_read()
    {
        BsonDocument document = Samples.Document(Samples.Account);
        document["Count"] = 42.0;
        document["Delta"] = new Decimal128(-1234567890123);
        document["Color"] = 2L;
        document["Ratio"] = 3;
        Account account = Account.Read(DocumentView.Of<Account>(document.ToBson()));
        Assert.Equal((42, -1234567890123, Color.Green, 3.0), (account.Count, account.Delta, account.Color, account.Ratio));
    }

    [Fact]
    public void The_first_of_repeated_elements_wins()
    {
        byte[] document = new BsonDocument(allowDuplicateNames: true) { { "v", 1 }, { "v", 2 } }.ToBson();
        BsonValidation.Validate(document);
        Assert.Equal(1, SingleElement.Read<int, Int32Codec>(document));
    }

    [Fact]
    public void Names_are_compared_whole()
    {
        byte[] document = new BsonDocument { { "Nam", 1 }, { "Names", 2 }, { "name", 3 }, { "", 4 }, { "Name", 5 } }.ToBson();
        Assert.Equal(5, new DocumentView(document).Get<int, Int32Codec>("Name"u8, required: true));
        Assert.Equal(4, new DocumentView(document).Get<int, Int32Codec>(""u8, required: true));
        Assert.False(new DocumentView(document).Has("Na"u8));
    }

    [Fact]
    public void A_field_that_was_fixed_when_written_is_found_inside_the_prefix()
    {
        DocumentView view = DocumentView.Of<Account>(Samples.Encode(Samples.Account));
        Assert.Equal(42, view.Get<int, Int32Codec>("Count"u8, required: true));
        TailCursor tail = view.Tail();
        Assert.Equal(42, tail.Next<int?, NullableCodec<int, Int32Codec>>("Count"u8, required: true));
        Assert.Equal("testacc", tail.Next<string, StringCodec>("Name"u8, required: true));
    }

    // An older writer's prefix is shorter; a field appended since is looked up, and missing.
    [Fact]
    public void A_field_appended_later_is_not_read_from_its_offset()
    {
        byte[] document = Samples.Encode(Samples.Account);
        var older = new DocumentView(document, Account.WideOffset - 6);
        Assert.Equal(42, older.GetFixed<int, int, Int32Codec>(Account.CountOffset, "Count"u8, required: true));
        Assert.Equal(0, older.GetFixed<long, long, Int64Codec>(Account.WideOffset, "Later"u8, required: false));
        Assert.False(older.TryGetFixed<long, long, Int64Codec>(Account.WideOffset, "Later"u8, out _));
        Assert.True(older.TryGetFixed<long, long, Int64Codec>(Account.WideOffset, "Wide"u8, out long wide));
        Assert.Equal((long)Wide.High, wide);
    }

    [Fact]
    public void Offsets_outside_the_prefix_are_never_read()
    {
        var view = new DocumentView(Samples.Encode(Samples.Account), Account.FixedLayout.End);
        int[] offsets = [-1, -4, int.MinValue, int.MaxValue, int.MaxValue - 3, Account.FixedLayout.End - 3, Account.FixedLayout.End];
        foreach (int offset in offsets)
            Assert.Equal(0, view.GetFixed<int, int, Int32Codec>(offset, "none"u8, required: false));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(70_000)]
    [InlineData(int.MaxValue)]
    public void A_prefix_that_cannot_be_counts_as_none(int prefix) =>
        Assert.Equal(0, new DocumentView(Samples.Encode(Samples.Account), prefix).FixedPrefix);
}
