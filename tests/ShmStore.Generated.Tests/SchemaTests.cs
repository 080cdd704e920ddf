using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>The schema document that the generator writes at compile time.</summary>
public sealed class SchemaTests
{
    private static readonly BsonDocument Schema = Documents.Parse(Market.Layout.Schema.ToArray());

    [Fact]
    public void It_is_BSON_that_MongoDB_writes_to_the_same_bytes() =>
        Assert.Equal(Schema.ToBson(), Market.Layout.Schema.ToArray());

    [Fact]
    public void Keys_are_in_declared_order_with_kind_and_type()
    {
        Assert.Equal("ShmStore.Generated.Tests.Shapes.Market", Schema["store"].AsString);
        Assert.Equal(
            [
                ("Primary", "entry", "ShmStore.Generated.Tests.Shapes.AllFields"),
                ("Ticks", "atomic", "int64"),
                ("pair \u0012 é", "entry", "ShmStore.Generated.Tests.Shapes.Pair"),
                ("Lists", "entry", "ShmStore.Generated.Tests.Shapes.Collections"),
                ("Nothing", "entry", "ShmStore.Generated.Tests.Shapes.Empty"),
                ("Inner", "entry", "ShmStore.Generated.Tests.Shapes.Outer<System.IO.MemoryStream>+Inner"),
                ("Settings", "document", null),
            ],
            Schema["keys"].AsBsonArray.Select(static key => (key["name"].AsString, key["kind"].AsString, key.AsBsonDocument.GetValue("type", null)?.AsString)));
        Assert.Equal((0, 2, 3), ((int)Market.Key.Primary, Market.Layout.PrimarySlot, Market.Layout.TicksSlot));
    }

    [Fact]
    public void Types_are_listed_once_in_order_of_appearance() =>
        Assert.Equal(
            ["AllFields", "Pair", "Collections", "Point", "Empty", "Outer<System.IO.MemoryStream>+Inner"],
            Schema["types"].AsBsonArray.Select(static type => type["name"].AsString.Replace("ShmStore.Generated.Tests.Shapes.", "", StringComparison.Ordinal)));

    [Fact]
    public void Fields_have_type_offset_and_whether_they_are_required()
    {
        Assert.Equal(
            "Text:string Flag:bool@27 Int:int32@33 Long:int64@43 Double:double@59 Decimal:decimal128@76 Time:date@98 Guid:uuid@112 _id:objectId@9 Small:int32@140 Large:int64@151 Bytes:binary",
            Fields("AllFields"));
        Assert.Equal("X:int32@7 Y:double@14 Label:string!", Fields("Point"));
        Assert.Equal("Left:int64@10 Right:string?", Fields("Pair"));
        Assert.Equal(
            "Ints:array:int32 MaybeDoubles:array:double? Texts:array:string MaybeTexts:array:string? Points:array:object:ShmStore.Generated.Tests.Shapes.Point "
            + "MaybePairs:array:object:ShmStore.Generated.Tests.Shapes.Pair? Jagged:array:array:int32 Deep:array:array?:string? Guids:array:uuid Blobs:array:binary Enums:array?:int32",
            Fields("Collections"));
    }

    [Fact]
    public void The_fingerprint_is_the_FNV_1a_hash()
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Market.Layout.Schema)
            hash = unchecked((hash ^ b) * 1099511628211);
        Assert.Equal(Market.Layout.SchemaFingerprint, hash);
    }

    [Fact]
    public void Offsets_are_where_the_values_are()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.Point, static writer => writer.Point, Samples.Point);
        Assert.Equal(1, BitConverter.ToInt32(bytes, Point.Layout.XOffset));
        Assert.Equal(2.5, BitConverter.ToDouble(bytes, Point.Layout.YOffset));
        Assert.Equal(Point.Layout.FixedEnd, Point.Layout.YEnd);
        Assert.Equal(0x02, bytes[Point.Layout.FixedEnd]);
    }

    [Fact]
    public void Types_are_spelt_with_all_they_are_made_of()
    {
        BsonDocument all = Documents.Parse(ShapeStore.Layout.Schema.ToArray());
        const string Point = "object:ShmStore.Generated.Tests.Shapes.Point";
        Assert.Equal(
            $"Plain:tuple:<int32,string> Named:tuple:<int32,string?> Maybe:tuple:<int32,{Point}?>? Reference:tuple:<int32,string>? Pair:pair:<string,int32> Single:tuple:<int32> "
            + "Seven:tuple:<int32,int32,int32,int32,int32,int32,int32> List:array:tuple:<int32,int32>",
            Fields("Tuples", all));
        Assert.EndsWith("Documents:array:pair:<int32,string> Arrays:array:tuple:<uuid,int32>", Fields("DictionaryEntries", all), StringComparison.Ordinal);
        Assert.Contains("_id:int32@9", Fields("Square", all), StringComparison.Ordinal);
        Assert.Equal("Vehicle:object:ShmStore.Generated.Tests.Shapes.IVehicle?", Fields("Zoo", all).Split(' ')[0]);
    }

    [Fact]
    public void Types_that_a_value_may_be_are_listed_with_their_names_in_documents()
    {
        BsonDocument all = Documents.Parse(ShapeStore.Layout.Schema.ToArray());
        Assert.Equal("car=Car Bike=Bike", Known("IVehicle"));
        Assert.Equal("Circle=Circle Square=Square", Known("Figure"));
        Assert.Equal("Beast=Beast Cat=Cat Lion=Lion Mouse=Mouse", Known("Beast"));
        Assert.False(Find("Circle", all).Contains("known"));

        string Known(string type) => string.Join(' ', Find(type, all)["known"].AsBsonArray.Select(static known => $"{known["name"]}={known["type"].AsString.Split('.')[^1]}"));
    }

    [Fact]
    public void What_was_left_out_stands_for_is_there()
    {
        BsonDocument schema = Documents.Parse(OmittedStore.Layout.Schema.ToArray());
        Assert.Equal(
            "Timeout=30 Text=\"a\" Flag=true Factor=5 Ratio=5 Kind=" + (int)Small.Most + " Maybe=0",
            string.Join(' ', Find("Omitted", schema)["fields"].AsBsonArray.Cast<BsonDocument>().Where(static field => field.Contains("default")).Select(static field => $"{field["name"]}={field["default"].AsString}")));
        Assert.Equal(schema.ToBson(), OmittedStore.Layout.Schema.ToArray());
    }

    [Fact]
    public void Another_default_of_what_was_left_out_is_a_difference()
    {
        using var file = new TestFile();
        using (OmittedStore.Writer writer = OmittedStore.CreateWriter(file.Path))
            writer.Value.Set(new Omitted { Timeout = 30, Text = "a", Flag = true });
        SchemaMismatchException refused = Assert.Throws<SchemaMismatchException>(() => OmittedLaterStore.Open(file.Path));
        Assert.Equal(
            [
                ("Timeout", "left out, it stands for 60 in the program, 30 in the store"),
                ("Text", "left out, it stands for \"b\" in the program, \"a\" in the store"),
                ("Flag", "left out, it stands for the default of its type in the program, true in the store"),
                ("Factor", "left out, it stands for 6 in the program, 5 in the store"),
                ("Maybe", "left out, it stands for the default of its type in the program, 0 in the store"),
            ],
            refused.Differences.Select(static difference => (difference.Path.Split('.')[^1], difference.Detail)));
        Assert.All(refused.Differences, static difference => Assert.Equal(SchemaDifferenceKind.TypeChanged, difference.Kind));
        using OmittedStore same = OmittedStore.Open(file.Path);
        Assert.Equal(30, same.Value.Timeout);
    }

    private static BsonDocument Find(string type, BsonDocument schema) =>
        schema["types"].AsBsonArray.Single(candidate => candidate["name"].AsString.EndsWith("." + type, StringComparison.Ordinal)).AsBsonDocument;

    private static string Fields(string type, BsonDocument? schema = null)
    {
        BsonDocument found = Find(type, schema ?? Schema);
        return string.Join(' ', found["fields"].AsBsonArray.Cast<BsonDocument>().Select(static field =>
            $"{field["name"]}:{field["type"]}{(field.Contains("offset") ? "@" + field["offset"] : "")}{(field.GetValue("required", false).AsBoolean ? "!" : "")}"));
    }
}
