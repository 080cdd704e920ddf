using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>Programs of two generations of a schema on one store.</summary>
public sealed class EvolutionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_old_writer_s_documents_are_read_by_a_new_reader()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path);
        writer.A.Set(Sample.Of(7));
        using var reader = StoreV2.Open(path);
        AssertReadsOld(reader.A, Sample.Of(7));
        Assert.False(reader.E.HasValue);
        Assert.Equal(0, reader.F.Value);
    }

    [Fact]
    public void A_new_writer_s_documents_are_read_by_an_old_reader()
    {
        string path = _folder.File();
        using var writer = StoreV2.Writer.Open(path);
        writer.A.Set(SampleV2.Of(7));
        using var reader = SampleStore.Open(path);
        AssertReadsNew(reader.A, 7);
    }

    [Fact]
    public void An_old_writer_on_a_new_store_leaves_the_schema_as_it_is()
    {
        string path = _folder.File();
        using (var writer = StoreV2.Writer.Open(path))
        {
            writer.E.Set(SampleV2.Of(5));
            writer.F.Value = 9;
        }

        using (var writer = SampleWriter.Open(path))
            writer.A.Set(Sample.Of(7));
        Assert.Equal(SampleV2.Document(), SchemaOf(path));
        using var reader = StoreV2.Open(path);
        AssertReadsOld(reader.A, Sample.Of(7));
        Assert.Equal(SampleV2.Of(5), reader.E.Value);
        Assert.Equal(9, reader.F.Value);
    }

    [Fact]
    public void A_new_writer_upgrades_an_old_store_under_its_readers()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path))
        {
            writer.A.Set(Sample.Of(7));
            writer.D.Set(Sample.Of(8));
        }

        Assert.Equal(SampleSchema.Document(), SchemaOf(path));
        using var oldReader = SampleStore.Open(path);
        using var newReader = StoreV2.Open(path);
        using (var writer = StoreV2.Writer.Open(path))
        {
            Assert.Equal(SampleV2.Document(), SchemaOf(path));
            AssertReadsOld(newReader.A, Sample.Of(7));
            AssertReadsOld(writer.A, Sample.Of(7));
            writer.A.Set(SampleV2.Of(17));
            writer.E.Set(SampleV2.Of(5));
            writer.F.Value = 3;
            Assert.Equal(SampleV2.Of(17), newReader.A.Value);
            Assert.Equal(SampleV2.Of(5), newReader.E.Value);
            Assert.Equal(3, newReader.F.Value);
            AssertReadsNew(oldReader.A, 17);
            Assert.Equal(Sample.Of(8), oldReader.D.Value);
        }

        // The old program may still write, and the new one attach again: nothing is upgraded twice.
        long version = oldReader.Version;
        SampleWriter.Open(path).Dispose();
        StoreV2.Writer.Open(path).Dispose();
        Assert.Equal(version, oldReader.Version);
        Assert.Equal(SampleV2.Document(), SchemaOf(path));
    }

    [Fact]
    public void A_contributor_writes_no_atomic_that_the_store_does_not_have_yet()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        byte[] before = File.ReadAllBytes(path);
        using (StoreV2.Contributor contributor = StoreV2.Contributor.Open(path))
        {
            SharedAtomicWriter<long> count = contributor.F;
            Assert.Equal(0, count.Value);
            foreach (Action write in (Action[])[() => count.Value = 5, () => count.Add(5), () => count.Exchange(5), () => count.CompareExchange(5, 0)])
            {
                var refused = Assert.Throws<SharedStoreException>(write);
                Assert.Contains("'Tests.SampleStore.F' cannot be written yet: it is key number 11, and the store has 9.", refused.Message, StringComparison.Ordinal);
            }

            Assert.Equal(before, File.ReadAllBytes(path));
            StoreV2.Writer.Open(path).Dispose();
            Assert.Equal(5, count.Add(5));
        }

        Assert.True(SharedStoreFile.Verify(path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
    }

    [Fact]
    public void An_old_program_drops_what_it_does_not_know_unless_it_sets_one_member()
    {
        string path = _folder.File();
        using (var writer = StoreV2.Writer.Open(path))
            writer.A.Set(SampleV2.Of(7));
        using var old = SampleWriter.Open(path);
        using var reader = StoreV2.Open(path);
        old.A.SetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, 8);
        Assert.Equal(SampleV2.Of(7) with { Number = 8 }, reader.A.Value);
        old.A.Update(static sample => sample with { Number = 9 });
        Assert.Equal(SampleV2.Of(7) with { Number = 9, Extra = 0, Note = null }, reader.A.Value);
    }

    [Fact]
    public void What_both_sides_have_appended_is_merged()
    {
        string path = _folder.File();
        BsonDocument keys = SampleSchema.Document();
        keys["keys"].AsBsonArray.Add(SampleSchema.Key("E", "entry", "Tests.Sample"));
        BsonDocument fields = SampleSchema.Document();
        fields["types"][0]["fields"].AsBsonArray.Add(SampleSchema.Field("Extra", "int64", SampleV2.ExtraOffset));
        Attach(keys, path);
        Attach(fields, path);
        BsonDocument merged = SchemaOf(path);
        Assert.Equal(keys["keys"], merged["keys"]);
        Assert.Equal(fields["types"], merged["types"]);

        // All generations go on with it, and one that appended something else does not.
        foreach (BsonDocument schema in (BsonDocument[])[keys, fields, SampleSchema.Document(), SampleV2.Document()])
            Attach(schema, path);
        BsonDocument other = SampleSchema.Document();
        other["keys"].AsBsonArray.Add(SampleSchema.Key("Other", "entry", "Tests.Sample"));
        Assert.Throws<SchemaMismatchException>(() => Attach(other, path));
        Assert.Equal(SampleV2.Document(), SchemaOf(path));
    }

    [Fact]
    public void Known_types_that_both_sides_have_appended_are_merged()
    {
        string path = _folder.File();
        Attach(Known("a", "b"), path);
        Attach(Known("c", "a"), path);
        BsonDocument merged = Known("a", "b", "c");
        Assert.Equal(merged, SchemaOf(path));
        foreach (BsonDocument schema in (BsonDocument[])[Known("b"), Known("c", "b", "a"), merged])
            Attach(schema, path);
        Assert.Equal(merged, SchemaOf(path));

        static BsonDocument Known(params string[] names)
        {
            BsonDocument document = SampleSchema.Document();
            document["types"][0].AsBsonDocument.Add("known", new BsonArray(names.Select(static name => new BsonDocument { { "name", name }, { "type", "Tests.Sample" } })));
            return document;
        }
    }

    [Fact]
    public void The_key_types_of_maps_stay_in_a_merged_schema()
    {
        string path = _folder.File();
        BsonDocument maps = SampleSchema.Document();
        maps["keys"].AsBsonArray.Add(SampleSchema.Key("M", "map", "Tests.Sample", "string"));
        maps["keys"].AsBsonArray.Add(SampleSchema.Key("N", "documentMap", mapKey: "uuid"));
        BsonDocument fields = SampleSchema.Document();
        fields["types"][0]["fields"].AsBsonArray.Add(SampleSchema.Field("Extra", "int64", SampleV2.ExtraOffset));
        Attach(maps, path);
        Attach(fields, path);
        Assert.Equal(maps["keys"], SchemaOf(path)["keys"]);
        Assert.Equal(fields["types"], SchemaOf(path)["types"]);
    }

    [Fact]
    public void A_type_that_moved_is_compared_by_its_fields()
    {
        string path = _folder.File();
        Attach(SampleSchema.Document(), path);
        BsonDocument moved = BsonSerializer.Deserialize<BsonDocument>(SampleSchema.Document().ToJson().Replace("Tests.Sample\"", "Moved.Sample\"", StringComparison.Ordinal));
        Attach(moved, path);
        Assert.Equal(SampleSchema.Document(), SchemaOf(path));
    }

    [Fact]
    public void More_keys_than_there_is_room_for_are_refused_and_nothing_changes()
    {
        string path = _folder.File();
        Attach(SampleSchema.Document(), path);
        BsonDocument many = SampleSchema.Document();
        for (int i = 0; i < 200; i++)
            many["keys"].AsBsonArray.Add(SampleSchema.Key($"K{i}", "entry", "Tests.Sample"));
        StoreSchema program = SampleSchema.Parse(many);
        foreach (Action attach in (Action[])[() => Attach(many, path), () => StoreAttachment.OpenReader(program, path), () => StoreAttachment.OpenContributor(program, path)])
        {
            SharedStoreException error = Assert.Throws<SharedStoreException>(attach);
            Assert.Contains("126", error.Message, StringComparison.Ordinal);
            Assert.Contains("209", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(SampleSchema.Document(), SchemaOf(path));

        // As a new store it has the room.
        Attach(many, _folder.File("new"));
        Assert.Equal(many, SchemaOf(_folder.File("new")));
    }

    private static void Attach(BsonDocument schema, string path) => new SampleWriter(StoreAttachment.CreateWriter(SampleSchema.Parse(schema), path)).Dispose();

    internal static BsonDocument SchemaOf(string path)
    {
        using Region region = RegionProviders.Default.Open(path, RegionAccess.Read, 1);
        return BsonSerializer.Deserialize<BsonDocument>(SchemaSlot.Read(region, RegionAreas.Read(region)).Document.ToArray());
    }

    private static void AssertReadsOld(SharedEntry<SampleV2> entry, Sample old)
    {
        Assert.Equal(new SampleV2(old.Text, old.Number, old.Half, 0, null), entry.Value);
        Assert.Equal(0, entry.GetFixed<long, long, Int64Codec>(SampleV2.ExtraOffset, "Extra"u8, false));
        Assert.Equal(old.Number, entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Equal(old.Text, entry.GetField<string, StringCodec>("Text"u8, true));
        Assert.Null(entry.GetField<string?, NullableReferenceCodec<string, StringCodec>>("Note"u8, false));
    }

    private static void AssertReadsNew(SharedEntry<Sample> entry, long number)
    {
        Assert.Equal(Sample.Of(number), entry.Value);
        Assert.Equal(number, entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Equal(number / 2.0, entry.GetFixed<double, double, DoubleCodec>(Sample.HalfOffset, "Half"u8, false));
        Assert.True(entry.ReadView<Sample.View, bool>(static view => view.IsWhole));
    }
}
