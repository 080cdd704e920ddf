using System.Text;
using MongoDB.Bson;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Tests.Processes;
using static ShmStore.TestHost.Samples.SampleSchema;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>Claims of schemas that have appended very much, and where the bytes of claims are.</summary>
public sealed class ManyClaimsTests : IDisposable
{
    // Of a key that is appended, itself is one part.
    private const int MostFields = SchemaClaims.MostClaims - 1;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_has_appended_more_than_can_be_claimed_reads_when_a_writer_has_extended_the_store()
    {
        string path = _folder.File();
        Writer(Current, path).Dispose();
        StoreSchema most = WithKey(MostFields, "int64?");
        StoreSchema more = WithKey(MostFields + 1, "int64?");
        foreach (Func<StoreSchema, string, OpenOptions?, StoreAttachment> open in (Func<StoreSchema, string, OpenOptions?, StoreAttachment>[])[StoreAttachment.OpenReader, StoreAttachment.OpenContributor])
        {
            var refused = Assert.Throws<SchemaMismatchException>(() => open(more, path, null));
            Assert.Equal(SchemaDifferenceKind.Claimed, Assert.Single(refused.Differences).Kind);
            Assert.Contains($"{SchemaClaims.MostClaims}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Let a writer", refused.Message, StringComparison.Ordinal);
        }

        using (new Attached(StoreAttachment.OpenReader(most, path)))
        {
            Assert.Throws<SchemaMismatchException>(() => Writer(WithKey(MostFields, "double?"), path));
            Assert.Contains($"{SchemaClaims.MostClaims}", Assert.Throws<SchemaMismatchException>(() => Writer(more, path)).Message, StringComparison.Ordinal);
        }

        using var writer = Writer(more, path);
        using var reader = new Attached(StoreAttachment.OpenReader(more, path));
    }

    [Fact]
    public void A_large_type_of_the_store_that_the_program_uses_anew_counts()
    {
        string path = _folder.File();
        BsonDocument store = Document();
        AddKey(store, "Large", "Tests.Large", Fields(SchemaClaims.MostClaims, "int64?"));
        Writer(Parse(store), path).Dispose();
        BsonDocument program = Document();
        AddKey(program, "Large", "Tests.Large", Fields(1, "int64?"));
        AddKey(program, "More", "Tests.Other", [Field("Large", "object:Tests.Large?")]);
        Assert.Throws<SchemaMismatchException>(() => StoreAttachment.OpenReader(Parse(program), path));
        Writer(Parse(program), path).Dispose();
        new Attached(StoreAttachment.OpenReader(Parse(program), path)).Dispose();
    }

    [Fact]
    public void Parts_whose_places_have_the_same_range_are_not_in_the_way_of_each_other()
    {
        string path = _folder.File();
        string[] types = TypesOfOneRange();
        Writer(Parse(With(1)), path).Dispose();
        StoreSchema longer = Parse(With(2));
        using var reader = new Attached(StoreAttachment.OpenReader(longer, path));
        Assert.Throws<SchemaMismatchException>(() => Writer(Parse(With(2, "double?")), path));
        using var writer = Writer(longer, path);

        BsonDocument With(int fields, string type = "int64?")
        {
            BsonDocument schema = Document();
            foreach (string name in types)
                AddKey(schema, name, name, [Field("Same", "int32?"), .. Fields(fields - 1, type, name)]);
            return schema;
        }
    }

    [Theory]
    [InlineData("Demo.Account 3", "Extra int32 89", 0x6A540EDA219E412A)]
    [InlineData("Demo.Account 3", "Note string? ", 0x6A540EDA4C07B5E8)]
    public void The_byte_of_a_part_is_the_one_that_the_format_says(string place, string content, long expected) =>
        Assert.Equal(expected, ClaimLayout.PlaceAt(HashOf(place)) + ClaimLayout.ContentAt(HashOf(content)));

    // Two names of types whose second fields have places with the same hash, as far as it counts.
    private static string[] TypesOfOneRange()
    {
        var found = new Dictionary<long, string>();
        for (int i = 0; ; i++)
        {
            string name = $"Tests.T{i}";
            long place = ClaimLayout.PlaceAt(HashOf($"{name} 1"));
            if (!found.TryAdd(place, name))
                return [found[place], name];
        }
    }

    private static ulong HashOf(string text) => Fnv1a.Hash(Encoding.UTF8.GetBytes(text));

    private static Attached Writer(StoreSchema schema, string path) => new(StoreAttachment.CreateWriter(schema, path));

    private static StoreSchema WithKey(int fields, string type)
    {
        BsonDocument schema = Document();
        AddKey(schema, "Large", "Tests.Large", Fields(fields, type));
        return Parse(schema);
    }

    private static BsonDocument[] Fields(int count, string type, string name = "F") => [.. Enumerable.Range(0, count).Select(i => Field($"{name}{i}", type))];

    private static void AddKey(BsonDocument schema, string name, string type, BsonDocument[] fields)
    {
        schema["keys"].AsBsonArray.Add(Key(name, "entry", type));
        schema["types"].AsBsonArray.Add(Type(type, fields));
    }

    private sealed class Attached(StoreAttachment attachment) : SharedStore(attachment);
}
