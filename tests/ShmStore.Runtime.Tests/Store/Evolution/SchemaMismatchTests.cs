using MongoDB.Bson;
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
