using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Attributes of MongoDB.Bson that say which elements there are, and in which order.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void Elements_are_ordered_as_MongoDB_orders_them()
    {
        Ordered value = new() { Last = "l", Third = "t", Renamed = "r", Fourth = "f" };
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Ordered, static writer => writer.Ordered, value);
        byte[] bytes = Documents.Encode(ShapeStore.Key.Ordered, static writer => writer.Ordered, value);
        Assert.Equal(["first", "Third", "Fourth", "Last"], Documents.Parse(bytes).Names);
        Assert.Equal(value.ToBson(), bytes);
    }

    [Fact]
    public void What_is_null_or_default_is_left_out_and_read_back()
    {
        LeftOut value = new() { Before = "b", Between = "m", Text = null, Count = 0, Seven = 7, Name = "none", MaybeName = "some", Kind = Small.Most, Ratio = 1.5 };
        LeftOut back = RoundTrip.Check(ShapeStore.Key.LeftOut, static writer => writer.LeftOut, value);
        Assert.Equivalent(value, back, strict: true);
        byte[] bytes = Documents.Encode(ShapeStore.Key.LeftOut, static writer => writer.LeftOut, value);
        Assert.Equal(["Ratio", "Flag", "Written", "Before", "Between"], Documents.Parse(bytes).Names);
        Assert.Equal(Documents.Parse(bytes).Names.Order(), value.ToBsonDocument().Names.Order());
    }

    [Fact]
    public void What_is_not_null_or_default_is_there()
    {
        LeftOut value = new()
        {
            Before = "b",
            Text = "t",
            Number = 1,
            Point = Samples.Point,
            Between = "m",
            Count = 2,
            Seven = 0,
            Name = "",
            MaybeName = null,
            Kind = null,
            Ratio = 0,
            Flag = true,
            Written = true,
        };
        LeftOut back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.LeftOut, static writer => writer.LeftOut, value);
        Assert.Equivalent(value, back, strict: true);
    }

    [Fact]
    public void Views_and_entries_of_what_was_left_out()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        writer.LeftOut.Set(new LeftOut { Text = null, Count = 0, Seven = 7, Name = "none", MaybeName = "some", Kind = Small.Most, Ratio = 1.5 });
        LeftOut.View view = new(DocumentView.Of<LeftOut>(writer.GetRaw(ShapeStore.Key.LeftOut)!));
        Assert.True(view.Text.IsNull && view.Point.IsNull && view.Number is null);
        Assert.Equal((0, 7, Small.Most, 1.5), (view.Count, view.Seven, view.Kind, view.Ratio));
        Assert.True(view.Name == "none" && view.MaybeName == "some");
        Assert.Equal((0, 7L, "none", "some", Small.Most, 1.5), (writer.LeftOut.Count, writer.LeftOut.Seven, writer.LeftOut.Name, writer.LeftOut.MaybeName, writer.LeftOut.Kind, writer.LeftOut.Ratio));

        writer.LeftOut.Set(new LeftOut { Name = "n", MaybeName = null, Seven = 1, Kind = null, Ratio = 3 });
        Assert.Equal((1L, "n", null, null, 3.0), (writer.LeftOut.Seven, writer.LeftOut.Name, writer.LeftOut.MaybeName, writer.LeftOut.Kind, writer.LeftOut.Ratio));
    }

    [Fact]
    public void A_missing_element_stands_for_its_default_value_as_in_MongoDB()
    {
        BsonDocument nothing = [];
        LeftOut ours = Documents.Read<LeftOut>(nothing);
        LeftOut theirs = BsonSerializer.Deserialize<LeftOut>(nothing.ToBson());
        Assert.Equal((theirs.Seven, theirs.Name, theirs.MaybeName, theirs.Kind, theirs.Ratio), (ours.Seven, ours.Name, ours.MaybeName, ours.Kind, ours.Ratio));
        // The documented difference: what was left out comes back, not the initial value.
        Assert.Equal(("initial", 5), (theirs.Text, theirs.Count));
        Assert.Equal((null, 0), (ours.Text, ours.Count));
    }

    [Fact]
    public void Without_an_id()
    {
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.NoId, static writer => writer.NoId, new NoId { Id = 3, Must = 4 });
        Assert.Equal(["Id", "Must"], Documents.Parse(Documents.Encode(ShapeStore.Key.NoId, static writer => writer.NoId, new NoId())).Names);
    }

    [Fact]
    public void Required_elements_must_be_there()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(static () => Documents.Read<NoId>(new BsonDocument("Id", 1)));
        Assert.Equal((BsonFormatReason.MissingField, "Must"), (error.Reason, error.FieldPath));
        Assert.Null(Documents.Read<NoId>(new BsonDocument { { "Id", 1 }, { "Must", BsonNull.Value } }).Must);
    }

    [Fact]
    public void Strict_types_refuse_extra_elements()
    {
        Strict value = new() { Number = 1, Point = Samples.Point };
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Strict, static writer => writer.Strict, value);
        BsonDocument document = new() { { "Number", 1 }, { "_t", "Strict" }, { "number", 2 } };
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => Documents.Read<Strict>(document));
        Assert.Equal((BsonFormatReason.UnknownField, "number"), (error.Reason, error.FieldPath));
        document.Remove("number");
        Assert.Equal(1, Documents.Read<Strict>(document).Number);
    }

    [Fact]
    public void Extra_elements_are_kept()
    {
        Keeper value = new() { Number = 1, Extra = new BsonDocument { { "b", new BsonDocument("c", "d") } } };
        Assert.Equal(value.Extra, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Keeper, static writer => writer.Keeper, value).Extra);
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.Keeper, static writer => writer.Keeper, new Keeper { Number = 2 }).Extra);
        DictionaryKeeper dictionary = new() { Number = 4, Extra = { ["a"] = 1, } };
        Assert.Equal(dictionary.Extra, RoundTrip.CheckAgainstMongo(ShapeStore.Key.DictionaryKeeper, static writer => writer.DictionaryKeeper, dictionary).Extra);
        KeeperRecord record = new(3, new BsonDocument("x", BsonNull.Value));
        Assert.Equal(record, RoundTrip.Check(ShapeStore.Key.KeeperRecord, static writer => writer.KeeperRecord, record));
        Assert.Empty(Documents.Read<KeeperRecord>(new BsonDocument("Number", 1)).Extra);
    }

    [Fact]
    public void Extra_elements_must_not_have_the_name_of_a_member()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => writer.Keeper.Set(new Keeper { Extra = new BsonDocument("Number", 5) }));
        Assert.Contains("'Number'", error.Message, StringComparison.Ordinal);
        Assert.False(writer.Keeper.TryGet(out _));
    }
}
