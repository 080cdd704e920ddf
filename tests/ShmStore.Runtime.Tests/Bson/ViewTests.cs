using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

public class ViewTests
{
    private static readonly byte[] Document = Samples.Encode(Samples.Account);

    [Fact]
    public void Scalars_and_text_are_read_in_place()
    {
        var view = new Account.View(DocumentView.Of<Account>(Document));
        Assert.Equal(Samples.Account.Id, view.Id);
        Assert.Equal(Samples.Account.Balance, view.Balance);
        Assert.True(view.Name == "testacc");
        Assert.True(view.Name == "testacc"u8);
        Assert.True(view.Note == Samples.Account.Note);
        Assert.Equal(7, view.Limit);
        Assert.Equal([1, 2, 3], view.Blob.ToArray());
    }

    [Fact]
    public void Nested_documents_are_views()
    {
        var view = new Account.View(DocumentView.Of<Account>(Document));
        Assert.False(view.Main.IsNull);
        Assert.Equal(1, view.Main.Quantity);
        Assert.Equal("main", view.Main.Name.ToString());
    }

    [Fact]
    public void Arrays_are_walked_and_indexed()
    {
        var view = new Account.View(DocumentView.Of<Account>(Document));
        var quantities = new List<int>();
        foreach (Position.View position in view.Positions)
            quantities.Add(position.Quantity);
        Assert.Equal([10, 20], quantities);
        Assert.Equal(2, view.Positions.Count);
        Assert.True(view.Positions[1].Name == "b");
        Assert.True(view.Tags[2] == "zwölf");
        Assert.Equal(3, view.Matrix.Count);
        Assert.Equal(2, view.Matrix[0][1]);
        Assert.Equal(0, view.Matrix[1].Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_index_outside_an_array_is_refused(int index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Account.View(DocumentView.Of<Account>(Document)).Positions[index].Quantity);
        Assert.Contains("2 items", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_are_null_views()
    {
        byte[] document = Samples.Encode(new Account { Note = null, Main = null });
        var view = new Account.View(DocumentView.Of<Account>(document));
        Assert.True(view.Note.IsNull);
        Assert.False(view.Name.IsNull);
        Assert.True(view.Main.IsNull);
        Assert.Null(view.Limit);
        Assert.Throws<InvalidOperationException>(() => new Account.View(DocumentView.Of<Account>(document)).Main.Quantity);
        Assert.Throws<InvalidOperationException>(() => new Account.View(DocumentView.Of<Account>(document)).Main.Name.Length);
    }

    [Fact]
    public void Null_and_missing_arrays_have_no_items()
    {
        BsonDocument document = Samples.Document(Samples.Account);
        document["Tags"] = BsonNull.Value;
        document.Remove("Matrix");
        var view = new Account.View(DocumentView.Of<Account>(document.ToBson()));
        Assert.True(view.Tags.IsNull);
        Assert.Equal(0, view.Tags.Count);
        Assert.True(view.Matrix.IsNull);
        foreach (Utf8View _ in view.Tags)
            Assert.Fail("null has no items");
    }

    [Fact]
    public void Missing_required_views_are_refused()
    {
        byte[] empty = new BsonDocument().ToBson();
        var error = Assert.Throws<BsonFormatException>(() => new Account.View(DocumentView.Of<Account>(empty)).Name.Length);
        Assert.Equal((BsonFormatReason.MissingField, "Name", 0), (error.Reason, error.FieldPath, error.Offset));
    }

    [Fact]
    public void All_elements_are_enumerated()
    {
        BsonDocument expected = Samples.Document(Samples.Account);
        var names = new List<string>();
        foreach (ElementView element in new DocumentView(Document))
        {
            string name = System.Text.Encoding.UTF8.GetString(element.Name);
            names.Add(name);
            Assert.Equal((byte)element.Type, Document[element.Origin]);
            Assert.Equal(new DocumentView(Document).TryFind(element.Name, out ElementView found), !found.Value.IsEmpty || found.IsNull);
        }
        Assert.Equal(expected.Names, names);
    }

    [Fact]
    public void A_hundred_levels_are_read_and_no_more()
    {
        byte[] deep = Nested.Document(BsonLimits.DefaultDepth + 1);
        Descend(BsonLimits.DefaultDepth);
        Assert.Equal(BsonFormatReason.LimitExceeded, Assert.Throws<BsonFormatException>(() => Descend(BsonLimits.DefaultDepth + 1)).Reason);

        void Descend(int levels)
        {
            var view = new DocumentView(deep);
            for (int level = 1; level < levels; level++)
                view = view.At("Next");
        }
    }

    [Fact]
    public void Presence_excludes_null_and_undefined()
    {
        var view = new DocumentView(new BsonDocument { { "a", 1 }, { "n", BsonNull.Value }, { "u", BsonUndefined.Value } }.ToBson());
        Assert.True(view.Has("a"u8));
        Assert.False(view.Has("n"u8));
        Assert.False(view.Has("u"u8));
        Assert.False(view.Has("x"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Bytes_too_short_for_a_document_are_refused(int length)
    {
        var error = Assert.Throws<BsonFormatException>(() => new DocumentView(new byte[length]).Has("a"u8));
        Assert.Equal(BsonFormatReason.BadDocumentLength, error.Reason);
    }

    [Fact]
    public void A_list_of_a_thousand_levels_is_refused_not_followed()
    {
        byte[] bytes = Nested.Document(levels: 1000);
        var error = Assert.Throws<BsonFormatException>(() => Node.Read(new DocumentView(bytes)));
        Assert.Equal(BsonFormatReason.LimitExceeded, error.Reason);
        Assert.StartsWith("Next.Next.Next", error.FieldPath, StringComparison.Ordinal);
    }
}
