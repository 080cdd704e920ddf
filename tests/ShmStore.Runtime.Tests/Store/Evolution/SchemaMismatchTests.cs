using MongoDB.Bson;
using ShmStore.Store.Schema;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>Every way in which two schemas do not go together, named with its path and what stands on both sides.</summary>
public sealed class SchemaMismatchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>What the program's schema has that the store's has not; where; what both sides say.</summary>
    public static TheoryData<string, SchemaDifferenceKind, string, string, string> Changes => new()
    {
        { "key replaced", SchemaDifferenceKind.Added, "Tests.SampleStore.B", "number 2 in the store", "not in the program" },
        { "key replaced", SchemaDifferenceKind.Removed, "Tests.SampleStore.Other", "number 2 in the program", "not in the store" },
        { "keys swapped", SchemaDifferenceKind.OrderChanged, "Tests.SampleStore.A", "number 2 in the program", "number 1 in the store" },
        { "kind changed", SchemaDifferenceKind.TypeChanged, "Tests.SampleStore.Free", "entry in the program", "document in the store" },
        { "atomic changed", SchemaDifferenceKind.TypeChanged, "Tests.SampleStore.Count", "int32 in the program", "int64 in the store" },
        { "field type changed", SchemaDifferenceKind.TypeChanged, "Tests.Sample.Text", "binary in the program", "string in the store" },
        { "field became nullable", SchemaDifferenceKind.TypeChanged, "Tests.Sample.Text", "string? in the program", "string in the store" },
        { "field became required", SchemaDifferenceKind.TypeChanged, "Tests.Sample.Number", "required in the program", "optional in the store" },
        { "offset changed", SchemaDifferenceKind.OrderChanged, "Tests.Sample.Half", "offset 27 in the program", "26 in the store" },
        { "offset gone", SchemaDifferenceKind.OrderChanged, "Tests.Sample.Half", "offset none in the program", "26 in the store" },
        { "fields swapped", SchemaDifferenceKind.OrderChanged, "Tests.Sample.Number", "number 2 in the program", "number 1 in the store" },
        { "field inserted", SchemaDifferenceKind.Removed, "Tests.Sample.New", "number 1 in the program", "not in the store" },
        { "required appended", SchemaDifferenceKind.RequiredAppended, "Tests.Sample.New", "required in the program", "documents of the store do not have it" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_difference_is_named(string change, SchemaDifferenceKind kind, string path, string one, string other)
    {
        string file = _folder.File();
        using (var writer = SampleWriter.Open(file))
            writer.A.Set(Sample.Of(1));
        byte[] before = File.ReadAllBytes(file);
        StoreSchema schema = SampleSchema.Parse(Changed(change));
        foreach (Func<StoreAttachment> attach in (Func<StoreAttachment>[])
            [() => StoreAttachment.OpenReader(schema, file), () => StoreAttachment.OpenContributor(schema, file), () => StoreAttachment.CreateWriter(schema, file)])
        {
            SchemaMismatchException error = Assert.Throws<SchemaMismatchException>(attach);
            SchemaDifference difference = Assert.Single(error.Differences, difference => difference.Kind == kind && difference.Path == path);
            Assert.Contains(one, difference.Detail, StringComparison.Ordinal);
            Assert.Contains(other, difference.Detail, StringComparison.Ordinal);
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains(difference.ToString(), error.Message, StringComparison.Ordinal);
            Assert.EndsWith("for any other change make a new store.", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_field_that_the_program_does_not_require_any_more_is_no_difference()
    {
        string file = _folder.File();
        using (var writer = SampleWriter.Open(file))
            writer.A.Set(Sample.Of(1));
        using var reader = new SampleStore(StoreAttachment.OpenReader(SampleSchema.Parse(Changed("field became optional")), file));
        Assert.Equal(Sample.Of(1), reader.A.Value);
    }

    [Fact]
    public void A_required_field_that_only_the_store_has_is_refused_as_well()
    {
        string file = _folder.File();
        StoreAttachment.CreateWriter(SampleSchema.Parse(Changed("required appended")), file).Detach();
        SchemaMismatchException error = Assert.Throws<SchemaMismatchException>(() => SampleStore.Open(file));
        SchemaDifference difference = Assert.Single(error.Differences);
        Assert.Equal((SchemaDifferenceKind.RequiredAppended, "Tests.Sample.New"), (difference.Kind, difference.Path));
        Assert.Contains("documents of the program do not have it", difference.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_in_nested_types_are_found_however_deep()
    {
        string file = _folder.File();
        StoreAttachment.CreateWriter(SampleSchema.Parse(Nested("string")), file).Detach();
        StoreAttachment.OpenReader(SampleSchema.Parse(Nested("string")), file).Detach();
        SchemaMismatchException error = Assert.Throws<SchemaMismatchException>(() => StoreAttachment.OpenReader(SampleSchema.Parse(Nested("int32")), file));
        SchemaDifference difference = Assert.Single(error.Differences);
        Assert.Equal((SchemaDifferenceKind.TypeChanged, "Tests.Inner.Leaf"), (difference.Kind, difference.Path));
    }

    [Theory]
    [InlineData("tuple:<int32,string>", "tuple:<int32,int64>", "Tests.Outer.Field.Item2", "string in the program, int64 in the store")]
    [InlineData("tuple:<int32,string>", "tuple:<int32,string,string>", "Tests.Outer.Field", "tuple:<int32,string> in the program, tuple:<int32,string,string> in the store")]
    [InlineData("tuple:<int32,tuple:<string?>>", "tuple:<int32,tuple:<string>>", "Tests.Outer.Field.Item2.Item1", "string? in the program, string in the store")]
    [InlineData("array?:int32", "array:int32?", "Tests.Outer.Field", "array?:int32 in the program, array:int32? in the store")]
    [InlineData("array:array:int32", "array:array:int64", "Tests.Outer.Field[][]", "int32 in the program, int64 in the store")]
    [InlineData("map:array:int32", "map:array:string", "Tests.Outer.Field[][]", "int32 in the program, string in the store")]
    [InlineData("array:pair:<date,int32>", "array:pair:<int64,int32>", "Tests.Outer.Field[].k", "date in the program, int64 in the store")]
    [InlineData("tuple:<int32,array:object:Tests.Inner?>", "tuple:<int32,array:object:Tests.Other?>", "Tests.Inner.Leaf", "string in the program, int32 in the store")]
    [InlineData("pair:<string,object:Tests.Inner>", "pair:<string,object:Tests.Other>", "Tests.Inner.Leaf", "string in the program, int32 in the store")]
    public void Differences_inside_a_field_s_type_are_found(string program, string store, string path, string detail) =>
        AssertOneDifference(Composed(program), Composed(store), path, detail);

    [Fact]
    public void Known_types_are_compared_by_their_fields()
    {
        AssertOneDifference(Union(("circle", "Tests.Inner")), Union(("circle", "Tests.Other")), "Tests.Inner.Leaf", "string in the program, int32 in the store");
        string file = _folder.File();
        StoreAttachment.CreateWriter(SampleSchema.Parse(Union(("circle", "Tests.Other"))), file).Detach();
        // Under another name it is another type.
        StoreAttachment.OpenReader(SampleSchema.Parse(Union(("square", "Tests.Inner"))), file).Detach();
    }

    [Fact]
    public void A_type_that_may_be_one_of_several_is_none_that_is_always_itself()
    {
        BsonDocument one = SampleSchema.Store(Union(("circle", "Tests.Inner"))["keys"].AsBsonArray, [.. Union(("circle", "Tests.Inner"))["types"].AsBsonArray.Select(static type => { type.AsBsonDocument.Remove("known"); return type; })]);
        AssertOneDifference(Union(("circle", "Tests.Inner")), one, "Tests.Union", "may be one of several types in the program, always itself in the store");
        AssertOneDifference(one, Union(("circle", "Tests.Inner")), "Tests.Union", "always itself in the program, may be one of several types in the store");
    }

    [Theory]
    [InlineData("int64/Seconds", "int64/Milliseconds")]
    [InlineData("int64", "int64/Milliseconds")]
    [InlineData("binary/JavaLegacy", "binary/CSharpLegacy")]
    [InlineData("string/hex", "string")]
    [InlineData("map/hex:int32", "map:int32")]
    public void What_values_mean_is_a_difference(string program, string store) =>
        AssertOneDifference(Composed(program), Composed(store), "Tests.Outer.Field", $"{program} in the program, {store} in the store");

    [Fact]
    public void What_the_program_leaves_out_at_times_is_not_what_the_store_requires()
    {
        BsonDocument required = Composed("string");
        required["types"][0]["fields"][0].AsBsonDocument.Add("required", true);
        BsonDocument leftOut = Composed("string");
        leftOut["types"][0]["fields"][0].AsBsonDocument.Add("mayBeLeftOut", true);
        AssertOneDifference(leftOut, required, "Tests.Outer.Field", "left out at times by the program, required in the store");
        AssertOneDifference(required, leftOut, "Tests.Outer.Field", "required in the program, optional in the store");

        // A member may be both, and then it is on both sides.
        required["types"][0]["fields"][0].AsBsonDocument.Add("mayBeLeftOut", true);
        string file = _folder.File("both");
        StoreAttachment.CreateWriter(SampleSchema.Parse(required), file).Detach();
        BsonDocument longer = required.DeepClone().AsBsonDocument;
        longer["keys"].AsBsonArray.Add(SampleSchema.Key("B", "document"));
        StoreAttachment.CreateWriter(SampleSchema.Parse(longer), file).Detach();
        StoreAttachment.CreateWriter(SampleSchema.Parse(required), file).Detach();
        BsonDocument always = required.DeepClone().AsBsonDocument;
        always["types"][0]["fields"][0].AsBsonDocument.Remove("mayBeLeftOut");
        AssertOneDifference(always, required, "Tests.Outer.Field", "required in the program, left out at times in the store");
    }

    [Fact]
    public void What_was_left_out_stands_for_the_same_on_both_sides()
    {
        AssertOneDifference(LeftOut("30"), LeftOut("60"), "Tests.Outer.Field", "left out, it stands for 30 in the program, 60 in the store");
        AssertOneDifference(LeftOut(null), LeftOut("60"), "Tests.Outer.Field", "left out, it stands for the default of its type in the program, 60 in the store");
        AssertOneDifference(LeftOut("\"\n\""), LeftOut(null), "Tests.Outer.Field", "left out, it stands for \"\\u000A\" in the program, the default of its type in the store");

        // It stays in a schema that is extended.
        string file = _folder.File("default");
        StoreAttachment.CreateWriter(SampleSchema.Parse(LeftOut("30")), file).Detach();
        BsonDocument longer = LeftOut("30");
        longer["keys"].AsBsonArray.Add(SampleSchema.Key("B", "document"));
        StoreAttachment.CreateWriter(SampleSchema.Parse(longer), file).Detach();
        Assert.Equal(longer["types"][0], EvolutionTests.SchemaOf(file)["types"][0]);

        static BsonDocument LeftOut(string? value)
        {
            BsonDocument schema = Composed("int32");
            BsonDocument field = schema["types"][0]["fields"][0].AsBsonDocument.Add("mayBeLeftOut", true);
            if (value is not null)
                field.Add("default", value);
            return schema;
        }
    }

    [Fact]
    public void Two_types_of_the_program_that_are_one_in_the_store_append_the_same_or_nothing()
    {
        BsonDocument store = SampleSchema.Store(
            [SampleSchema.Key("X", "entry", "A"), SampleSchema.Key("Y", "entry", "A")], [SampleSchema.Type("A", SampleSchema.Field("a", "int32", 7))]);
        BsonDocument Split(params string[] appended) => SampleSchema.Store(
            [.. appended.Select(static (_, i) => SampleSchema.Key(i == 0 ? "X" : "Y", "entry", $"A{i}"))],
            [.. appended.Select(static (name, i) => SampleSchema.Type($"A{i}", SampleSchema.Field("a", "int32", 7), SampleSchema.Field(name, "int32", 14)))]);
        AssertOneDifference(Split("p", "q"), store, "A1.q", "appended to the type of the store to which the program also appends A0.p, which is something else");
        string file = _folder.File("same");
        StoreAttachment.CreateWriter(SampleSchema.Parse(store), file).Detach();
        StoreAttachment.CreateWriter(SampleSchema.Parse(Split("p", "p")), file).Detach();
        Assert.Equal(["a", "p"], EvolutionTests.SchemaOf(file)["types"][0]["fields"].AsBsonArray.Select(static field => field["name"].AsString));
    }

    [Fact]
    public void Types_that_refer_to_one_another_without_end_are_compared_without_recursion()
    {
        BsonDocument program = SampleSchema.Store(
            [SampleSchema.Key("A", "entry", "T")], [SampleSchema.Type("T", SampleSchema.Field("Next", "object:T?"))]);
        BsonDocument store = SampleSchema.Store(
            [SampleSchema.Key("A", "entry", "T0")],
            [.. Enumerable.Range(0, 50_000).Select(static i => SampleSchema.Type($"T{i}", SampleSchema.Field("Next", i == 49_999 ? "int32" : $"object:T{i + 1}?")))]);
        SchemaComparer comparer = SchemaComparer.Compare(SampleSchema.Parse(program), SampleSchema.Parse(store));
        Assert.Equal("T.Next", Assert.Single(comparer.Differences).Path);
    }

    private void AssertOneDifference(BsonDocument program, BsonDocument store, string path, string detail)
    {
        string file = _folder.File("one");
        SharedStoreFile.Delete(file);
        StoreAttachment.CreateWriter(SampleSchema.Parse(store), file).Detach();
        StoreAttachment.OpenReader(SampleSchema.Parse(store), file).Detach();
        SchemaMismatchException error = Assert.Throws<SchemaMismatchException>(() => StoreAttachment.OpenReader(SampleSchema.Parse(program), file));
        Assert.Equal(new SchemaDifference(SchemaDifferenceKind.TypeChanged, path, detail), Assert.Single(error.Differences));
    }

    private static BsonDocument Composed(string type) => SampleSchema.Store(
        [SampleSchema.Key("A", "entry", "Tests.Outer")],
        [SampleSchema.Type("Tests.Outer", SampleSchema.Field("Field", type)), .. Inner]);

    private static BsonDocument Union(params (string Name, string Type)[] known)
    {
        BsonDocument union = SampleSchema.Type("Tests.Union");
        union.Add("known", new BsonArray(known.Select(static other => new BsonDocument { { "name", other.Name }, { "type", other.Type } })));
        return SampleSchema.Store(
            [SampleSchema.Key("A", "entry", "Tests.Outer")],
            [SampleSchema.Type("Tests.Outer", SampleSchema.Field("Field", "array:object:Tests.Union")), union, .. Inner]);
    }

    private static BsonDocument[] Inner =>
    [
        SampleSchema.Type("Tests.Inner", SampleSchema.Field("Leaf", "string")),
        SampleSchema.Type("Tests.Other", SampleSchema.Field("Leaf", "int32")),
    ];

    [Theory]
    [InlineData("map", "Tests.Quote", "int64", "Tests.SampleStore.Quotes", "keys of type int64 in the program, string in the store")]
    [InlineData("documentMap", null, "string", "Tests.SampleStore.Quotes", "documentMap in the program, map in the store")]
    [InlineData("entry", "Tests.Quote", null, "Tests.SampleStore.Quotes", "entry in the program, map in the store")]
    [InlineData("map", "Tests.Other", "string", "Tests.Other.Bid", "string in the program, double in the store")]
    public void A_map_differs_in_its_kind_its_keys_and_its_objects(string kind, string? type, string? key, string path, string detail)
    {
        string file = _folder.File();
        StoreAttachment.CreateWriter(SampleSchema.Parse(WithMap("map", "Tests.Quote", "string")), file).Detach();
        StoreAttachment.OpenReader(SampleSchema.Parse(WithMap("map", "Tests.Same", "string")), file).Detach();
        SchemaMismatchException error = Assert.Throws<SchemaMismatchException>(() => StoreAttachment.OpenReader(SampleSchema.Parse(WithMap(kind, type, key)), file));
        Assert.Equal(new SchemaDifference(SchemaDifferenceKind.TypeChanged, path, detail), Assert.Single(error.Differences));
    }

    private static BsonDocument WithMap(string kind, string? type, string? key) => SampleSchema.Store(
        [SampleSchema.Key("Quotes", kind, type, key)],
        [
            SampleSchema.Type("Tests.Quote", SampleSchema.Field("Bid", "double")),
            SampleSchema.Type("Tests.Same", SampleSchema.Field("Bid", "double")),
            SampleSchema.Type("Tests.Other", SampleSchema.Field("Bid", "string")),
        ]);

    private static BsonDocument Nested(string leaf) => SampleSchema.Store(
        [SampleSchema.Key("A", "entry", "Tests.Outer")],
        [
            SampleSchema.Type("Tests.Outer", SampleSchema.Field("Items", "array:object:Tests.Inner")),
            SampleSchema.Type("Tests.Inner", SampleSchema.Field("Self", "object:Tests.Inner?"), SampleSchema.Field("Leaf", leaf)),
        ]);

    private static BsonDocument Changed(string change)
    {
        BsonDocument document = SampleSchema.Document();
        BsonArray keys = document["keys"].AsBsonArray;
        BsonArray fields = document["types"][0]["fields"].AsBsonArray;
        switch (change)
        {
            case "key replaced":
                keys[1]["name"] = "Other";
                break;
            case "keys swapped":
                (keys[0], keys[1]) = (keys[1], keys[0]);
                break;
            case "kind changed":
                keys[6] = SampleSchema.Key("Free", "entry", "Tests.Sample");
                break;
            case "atomic changed":
                keys[2]["type"] = "int32";
                break;
            case "field type changed":
                fields[2]["type"] = "binary";
                break;
            case "field became nullable":
                fields[2]["type"] = "string?";
                break;
            case "field became optional":
                fields[2].AsBsonDocument.Remove("required");
                break;
            case "field became required":
                fields[0]["required"] = true;
                break;
            case "offset changed":
                fields[1]["offset"] = 27;
                break;
            case "offset gone":
                fields[1].AsBsonDocument.Remove("offset");
                break;
            case "fields swapped":
                (fields[0], fields[1]) = (fields[1], fields[0]);
                break;
            case "field inserted":
                fields.Insert(0, SampleSchema.Field("New", "string"));
                break;
            default:
                fields.Add(SampleSchema.Field("New", "string", required: true));
                break;
        }

        return document;
    }
}
