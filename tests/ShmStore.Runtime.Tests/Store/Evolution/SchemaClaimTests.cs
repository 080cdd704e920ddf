using Microsoft.Win32.SafeHandles;
using MongoDB.Bson;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;
using static ShmStore.TestHost.Samples.SampleSchema;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>Readers whose schema is longer than the store's, and writers that extend it in another way: they would take the bytes of one key or member for those of another.</summary>
public sealed class SchemaClaimTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _path;

    public SchemaClaimTests()
    {
        _path = _folder.File();
        using var writer = new SampleWriter(StoreAttachment.CreateWriter(Parse(Before()), _path));
        writer.A.Set(Sample.Of(7));
    }

    /// <summary>What a schema can append to the one of the store.</summary>
    public static IReadOnlyDictionary<string, Action<BsonDocument>> Changes { get; } = new Dictionary<string, Action<BsonDocument>>(StringComparer.Ordinal)
    {
        ["field"] = static schema => AddField(schema, Field("Extra", "int64", 41)),
        ["field of another type"] = static schema => AddField(schema, Field("Extra", "double", 41)),
        ["field of another name"] = static schema => AddField(schema, Field("Other", "int64", 41)),
        ["two fields"] = static schema =>
        {
            AddField(schema, Field("Extra", "int64", 41));
            AddField(schema, Field("Note", "string?"));
        },
        ["key"] = static schema => AddKey(schema, Key("E", "entry", SampleType)),
        ["key of another name"] = static schema => AddKey(schema, Key("Z", "entry", SampleType)),
        ["key of another kind"] = static schema => AddKey(schema, Key("E", "atomic", "int64")),
        ["key of another type"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "int32", 7))),
        ["key of another type, by another name"] = static schema => AddKey(schema, Key("E", "entry", "U"), Type("U", Field("X", "int32", 7))),
        ["key of a type with another field"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "double", 7))),
        ["key of a type that contains itself"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "int32", 7), Field("Next", "object:T?"))),
        ["key of a type that contains another"] = static schema =>
            AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "int32", 7), Field("Next", "object:U?")), Type("U", Field("Y", "int32", 7))),
        ["map"] = static schema => AddKey(schema, Map("E", "string")),
        ["map with other keys"] = static schema => AddKey(schema, Map("E", "int32")),
        ["field of objects"] = static schema => AddField(schema, Field("Extra", "array:object:T"), Type("T", Field("X", "int32", 7))),
        ["field of other objects"] = static schema => AddField(schema, Field("Extra", "array:object:T"), Type("T", Field("X", "int64", 7))),
        ["key of a type with a field that is required"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "string", required: true))),
        ["key of a type with a field that may be left out"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "string").Add("mayBeLeftOut", true))),
        ["key of a type with a field that is left out as something else"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T", Field("X", "string").Add("mayBeLeftOut", true).Add("default", "\"x\""))),
        ["key of a type that may be one of several"] = static schema => AddKey(schema, Key("E", "entry", "Tests.Figure")),
        ["key of a type that is itself"] = static schema => AddKey(schema, Key("E", "entry", "T"), Type("T")),
        ["two known types, of which one is called as a member of the other"] = static schema =>
        {
            AddKnown(schema, "round", Type("Tests.Round", Field("R", "int32", 7)));
            AddKnown(schema, "round 0", Type("Tests.Other", Field("D", "double", 7)));
        },
        ["known type"] = static schema => AddKnown(schema, "round", Type("Tests.Round", Field("R", "int32", 7))),
        ["known type that is another"] = static schema => AddKnown(schema, "round", Type("Tests.Round", Field("D", "int32", 7))),
        ["known type with another name"] = static schema => AddKnown(schema, "square", Type("Tests.Square", Field("A", "int32", 7))),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("field of another type", "field")]
    [InlineData("field of another name", "field")]
    [InlineData("field of another name", "two fields")]
    [InlineData("two fields", "field of another type")]
    [InlineData("key of another name", "key")]
    [InlineData("key of another kind", "key")]
    [InlineData("key of another type", "key")]
    [InlineData("key of a type with another field", "key of another type")]
    [InlineData("key of a type that contains another", "key of a type that contains itself")]
    [InlineData("map", "key")]
    [InlineData("map with other keys", "map")]
    [InlineData("field of objects", "field")]
    [InlineData("field of other objects", "field of objects")]
    [InlineData("known type that is another", "known type")]
    [InlineData("key of a type with a field that is required", "key of a type with a field that may be left out")]
    [InlineData("key of a type with a field that is left out as something else", "key of a type with a field that may be left out")]
    [InlineData("key of a type that may be one of several", "key of a type that is itself")]
    public void A_store_is_not_extended_by_something_else_than_a_reader_expects(string ofReader, string ofWriter)
    {
        foreach (bool contributes in new[] { false, true })
        {
            StoreSchema schema = SchemaWith(ofReader);
            using (new Attached(contributes ? StoreAttachment.OpenContributor(schema, _path) : StoreAttachment.OpenReader(schema, _path)))
            {
                var refused = Assert.Throws<SchemaMismatchException>(() => StoreAttachment.CreateWriter(SchemaWith(ofWriter), _path));
                Assert.All(refused.Differences, static difference => Assert.Equal(SchemaDifferenceKind.Claimed, difference.Kind));
                Assert.Contains("a reader or contributor is attached that expects something else in the same place", refused.Message, StringComparison.Ordinal);

                // Nothing has changed, and whoever does not extend it can write.
                Assert.Equal(Before(), EvolutionTests.SchemaOf(_path));
                using var writer = SampleWriter.Open(_path);
                Assert.Equal(Sample.Of(7), writer.A.Value);
            }
        }

        new Attached(StoreAttachment.CreateWriter(SchemaWith(ofWriter), _path)).Dispose();
        Assert.Throws<SchemaMismatchException>(() => StoreAttachment.OpenReader(SchemaWith(ofReader), _path));
    }

    [Fact]
    public void Of_two_readers_by_one_handle_the_second_keeps_its_claim_when_the_first_goes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Handles of stores are to be had on Linux only.");
        using SafeFileHandle handle = HandleOf(_path);
        StoreSchema schema = SchemaWith("key");
        using (new Attached(StoreAttachment.OpenSealedReader(schema, handle, MemorySeals.None)))
        {
            new Attached(StoreAttachment.OpenSealedReader(schema, handle, MemorySeals.None)).Dispose();
            Assert.Throws<SchemaMismatchException>(() => StoreAttachment.CreateWriter(SchemaWith("key of another name"), _path));
        }

        handle.Dispose();
        new Attached(StoreAttachment.CreateWriter(SchemaWith("key of another name"), _path)).Dispose();
    }

    private static SafeFileHandle HandleOf(string path)
    {
        using var writer = SampleWriter.Open(path);
        return writer.OpenReadHandle();
    }

    [Theory]
    [InlineData("field", "field")]
    [InlineData("field", "two fields")]
    [InlineData("two fields", "field")]
    [InlineData("field", "key")]
    [InlineData("key", "two fields")]
    [InlineData("key of another type", "key of another type, by another name")]
    [InlineData("key of a type that contains itself", "key of a type that contains itself")]
    [InlineData("key of another type", "key of a type that contains itself")]
    [InlineData("key of a type that contains itself", "key of another type")]
    [InlineData("known type", "known type with another name")]
    [InlineData("known type", "known type")]
    [InlineData("known type", "two known types, of which one is called as a member of the other")]
    public void A_store_is_extended_by_what_readers_can_be_used_with(string ofReader, string ofWriter)
    {
        using var reader = new Attached(StoreAttachment.OpenReader(SchemaWith(ofReader), _path));
        using var again = new Attached(StoreAttachment.OpenReader(SchemaWith(ofReader), _path));
        new Attached(StoreAttachment.CreateWriter(SchemaWith(ofWriter), _path)).Dispose();
        new Attached(StoreAttachment.OpenReader(SchemaWith(ofReader), _path)).Dispose();
    }

    [Fact]
    public void So_do_several_writers()
    {
        string path = _folder.File("several");
        var several = new StoreOptions { Writers = WriterMode.Several };
        using var first = new Attached(StoreAttachment.CreateWriter(Current, path, several));
        using (new Attached(StoreAttachment.OpenReader(SchemaWith("field"), path)))
        {
            Assert.Throws<SchemaMismatchException>(() => StoreAttachment.CreateWriter(SchemaWith("field of another type"), path, several));
            new Attached(StoreAttachment.CreateWriter(Current, path, several)).Dispose();
        }

        new Attached(StoreAttachment.CreateWriter(SchemaWith("field of another type"), path, several)).Dispose();
    }

    [Fact]
    public async Task Who_attaches_while_the_schema_is_extended_waits_and_compares_with_what_it_has_become()
    {
        StoreSchema ofReader = SchemaWith("field of another type");
        Task<StoreAttachment> attaching;
        using (Region region = RegionProviders.Default.Open(_path, RegionAccess.Write, 1 << 30))
        {
            RegionAreas areas = RegionAreas.Read(region);
            SchemaExtension extension = SchemaSlot.Compare(region, areas, SchemaSlot.Read(region, areas), SchemaWith("field"))!;
            using (SchemaClaims.Reserve(region, extension.Appended))
            {
                attaching = Task.Run(() => StoreAttachment.OpenReader(ofReader, _path), TestContext.Current.CancellationToken);
                await Task.Delay(50, TestContext.Current.CancellationToken);
                Assert.False(attaching.IsCompleted);
            }
        }

        // It was not extended in the end.
        using var reader = new Attached(await attaching);
        Assert.Throws<SchemaMismatchException>(() => StoreAttachment.CreateWriter(SchemaWith("field"), _path));
    }

    [Fact]
    public async Task Of_a_reader_and_a_writer_that_come_at_once_and_do_not_agree_one_is_refused()
    {
        StoreSchema ofReader = SchemaWith("field of another type");
        StoreSchema ofWriter = SchemaWith("field");
        int attached = 0, extended = 0;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int round = 0; watch.Elapsed < StressTime.Normal; round++)
        {
            string path = _folder.File($"{round}");
            SampleWriter.Open(path).Dispose();
            using var start = new Barrier(2);

            // A writer has more to do before it comes to the schema: sometimes the reader comes later by so much, so that each of them is first at times.
            var later = TimeSpan.FromMilliseconds(round % 16 * 0.5);
            Task<Attached?> reading = Task.Run(() => TryAttach(start, later, () => StoreAttachment.OpenReader(ofReader, path)), TestContext.Current.CancellationToken);
            Task<Attached?> writing = Task.Run(() => TryAttach(start, TimeSpan.Zero, () => StoreAttachment.CreateWriter(ofWriter, path)), TestContext.Current.CancellationToken);
            using Attached? reader = await reading;
            using Attached? writer = await writing;
            Assert.False(reader is not null && writer is not null, $"Both are attached in round {round}.");
            Assert.Equal(writer is null ? ["Number", "Half", "Text"] : ["Number", "Half", "Text", "Extra"], EvolutionTests.SchemaOf(path)["types"][0]["fields"].AsBsonArray.Select(static field => field["name"].AsString));
            attached += reader is null ? 0 : 1;
            extended += writer is null ? 0 : 1;
            File.Delete(path);
        }

        Assert.True(attached > 0 && extended > 0, $"{attached} readers, {extended} writers");
    }

    private static Attached? TryAttach(Barrier start, TimeSpan later, Func<StoreAttachment> attach)
    {
        start.SignalAndWait(TestContext.Current.CancellationToken);
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < later;)
            Thread.SpinWait(10);
        try
        {
            return new Attached(attach());
        }
        catch (SchemaMismatchException)
        {
            return null;
        }
    }

    private sealed class Attached(StoreAttachment attachment) : SharedStore(attachment);

    private static StoreSchema SchemaWith(string change)
    {
        BsonDocument schema = Before();
        Changes[change](schema);
        return Parse(schema);
    }

    private static BsonDocument Before()
    {
        BsonDocument schema = Document();
        BsonDocument figure = Type("Tests.Figure");
        figure["known"] = new BsonArray { new BsonDocument { ["name"] = "dot", ["type"] = "Tests.Dot" } };
        AddKey(schema, Key("Figure", "entry", "Tests.Figure"), figure, Type("Tests.Dot"));
        return schema;
    }

    private static void AddField(BsonDocument schema, BsonDocument field, params BsonDocument[] types)
    {
        schema["types"][0]["fields"].AsBsonArray.Add(field);
        schema["types"].AsBsonArray.AddRange(types);
    }

    private static void AddKey(BsonDocument schema, BsonDocument key, params BsonDocument[] types)
    {
        schema["keys"].AsBsonArray.Add(key);
        schema["types"].AsBsonArray.AddRange(types);
    }

    private static void AddKnown(BsonDocument schema, string name, BsonDocument type)
    {
        schema["types"][1]["known"].AsBsonArray.Add(new BsonDocument { ["name"] = name, ["type"] = type["name"] });
        schema["types"].AsBsonArray.Add(type);
    }
}
