using MongoDB.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using static ShmStore.TestHost.Samples.SampleSchema;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>What becomes of the names of types when programs that call them differently extend one store: each reads on what it has written.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _path;

    public MergeTests() => _path = _folder.File();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_with_a_type_in_another_namespace_appends_to_that_of_the_store()
    {
        BsonDocument store = SampleSchema.Store([Key("Primary", "entry", "Old.Account"), Key("Extra", "document")], [Type("Old.Account", Name, Delta)]);
        BsonDocument moved = SampleSchema.Store([Key("Primary", "entry", "New.Account")], [Type("New.Account", Name, Delta, Field("Rank", "int32", 14))]);
        Attach(store);
        Attach(moved);
        BsonDocument expected = SampleSchema.Store([Key("Primary", "entry", "Old.Account"), Key("Extra", "document")], [Type("Old.Account", Name, Delta, Field("Rank", "int32", 14))]);
        Assert.Equal(expected, EvolutionTests.SchemaOf(_path));

        // It stays so, and who would put another member there is refused.
        Attach(moved);
        Attach(store);
        Assert.Equal(expected, EvolutionTests.SchemaOf(_path));
        Assert.Throws<SchemaMismatchException>(() => Attach(SampleSchema.Store([Key("Primary", "entry", "Old.Account")], [Type("Old.Account", Name, Delta, Field("Tier", "int32", 14))])));
    }

    [Fact]
    public void One_type_of_the_program_can_be_two_of_the_store()
    {
        BsonDocument store = SampleSchema.Store([Key("First", "entry", "A1"), Key("Second", "entry", "A2")], [Type("A1", Name, Field("x", "string?")), Type("A2", Name, Field("y", "string?"))]);
        BsonDocument one = SampleSchema.Store([Key("First", "entry", "A"), Key("Second", "entry", "A"), Key("Third", "entry", "A")], [Type("A", Name)]);
        Attach(store);
        Attach(one);
        Assert.Equal(
            SampleSchema.Store([Key("First", "entry", "A1"), Key("Second", "entry", "A2"), Key("Third", "entry", "A")], [Type("A1", Name, Field("x", "string?")), Type("A2", Name, Field("y", "string?")), Type("A", Name)]),
            EvolutionTests.SchemaOf(_path));
        Attach(store);
        Attach(one);
    }

    [Fact]
    public void Two_types_of_one_name_that_were_never_compared_are_two()
    {
        BsonDocument first = SampleSchema.Store([Key("Primary", "entry", "Account")], [Type("Account", Name)]);
        BsonDocument member = SampleSchema.Store([Key("Primary", "entry", "Account")], [Type("Account", Name, Field("Extra", "array?:object:Demo.Extra")), Type("Demo.Extra", Field("X", "int32", 7))]);
        BsonDocument key = SampleSchema.Store(
            [Key("Primary", "entry", "Account"), Key("Extras", "map", "Demo.Extra", "string")],
            [Type("Account", Name), Type("Demo.Extra", Field("Y", "int32", 7), Field("Inner", "object:Demo.Extra?"))]);
        Attach(first);
        Attach(member);
        Attach(key);
        Assert.Equal(
            SampleSchema.Store(
                [Key("Primary", "entry", "Account"), Key("Extras", "map", "Demo.Extra~2", "string")],
                [
                    Type("Account", Name, Field("Extra", "array?:object:Demo.Extra")), Type("Demo.Extra", Field("X", "int32", 7)),
                    Type("Demo.Extra~2", Field("Y", "int32", 7), Field("Inner", "object:Demo.Extra~2?")),
                ]),
            EvolutionTests.SchemaOf(_path));
        foreach (BsonDocument schema in (BsonDocument[])[first, member, key])
            Attach(schema);
    }

    [Fact]
    public void A_reader_s_claim_stands_though_a_program_with_other_names_has_extended_the_store()
    {
        Attach(SampleSchema.Store([Key("Primary", "entry", "Old.Account")], [Type("Old.Account", Name)]));
        StoreSchema ofReader = Parse(SampleSchema.Store([Key("Primary", "entry", "Old.Account")], [Type("Old.Account", Name, Field("Rank", "int32", 14))]));
        StoreAttachment reader = StoreAttachment.OpenReader(ofReader, _path);
        Attach(SampleSchema.Store([Key("Primary", "entry", "New.Account"), Key("Key", "document")], [Type("New.Account", Name)]));
        var refused = Assert.Throws<SchemaMismatchException>(() => Attach(SampleSchema.Store([Key("Primary", "entry", "New.Account")], [Type("New.Account", Name, Field("Tier", "int32", 14))])));
        Assert.Equal(SchemaDifferenceKind.Claimed, Assert.Single(refused.Differences).Kind);
        reader.Detach();
    }

    [Fact]
    public void A_claim_is_about_what_becomes_of_the_store_not_about_what_the_writer_knows_of_it()
    {
        // The program that extends it does not know x, but its new key will be of the type that has it, where the reader expects z.
        Attach(SampleSchema.Store([Key("X", "entry", "S")], [Type("S", Name, Field("x", "int32", 14))]));
        StoreAttachment reader = StoreAttachment.OpenReader(
            Parse(SampleSchema.Store([Key("X", "entry", "S"), Key("K", "entry", "Z")], [Type("S", Name, Field("x", "int32", 14)), Type("Z", Name, Field("z", "int32", 14))])), _path);
        var refused = Assert.Throws<SchemaMismatchException>(() => Attach(SampleSchema.Store([Key("X", "entry", "P"), Key("K", "entry", "P")], [Type("P", Name)])));
        Assert.Equal(SchemaDifferenceKind.Claimed, Assert.Single(refused.Differences).Kind);
        reader.Detach();
    }

    [Fact]
    public void A_store_with_types_that_follow_from_one_another_without_end_is_extended()
    {
        const int types = 20_000;
        BsonDocument chain = SampleSchema.Store(
            [Key("A", "entry", "T0")], [.. Enumerable.Range(0, types).Select(static i => Type($"T{i}", Name, Field("Next", $"object:T{Math.Min(i + 1, types - 1)}?")))]);
        Attach(chain);
        BsonDocument program = SampleSchema.Store([Key("A", "entry", "N"), Key("B", "entry", "N")], [Type("N", Name)]);
        Attach(program);
        Attach(chain);
        Assert.Equal("T0", EvolutionTests.SchemaOf(_path)["keys"][1]["type"].AsString);
    }

    [Fact]
    public void A_program_that_appends_writes_a_schema_that_is_byte_for_byte_its_own_where_names_are_the_same()
    {
        Attach(Document());
        Attach(SampleV2.Document());
        Assert.Equal(SampleV2.Document().ToBson(), EvolutionTests.SchemaOf(_path).ToBson());
    }

    private static BsonDocument Name => Field("Name", "int32", 7);

    private static BsonDocument Delta => Field("Delta", "string?");

    private void Attach(BsonDocument schema) => StoreAttachment.CreateWriter(Parse(schema), _path).Detach();
}
