using System.Buffers.Binary;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ShmStore.Tool.Tests;

/// <summary>What a store says of its types, for people and for programs.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shmstore");

    private string Store => Path.Combine(_folder.FullName, "catalog");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task People_get_a_table_of_the_keys_and_one_of_each_type()
    {
        using Catalog.Writer catalog = Catalog.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 });
        ToolRun run = await ToolRun.RunAsync("schema", Store);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            """
            ShmStore.Tool.Tests.Catalog

            key       kind         type
            Best      Entry        ShmStore.Tool.Tests.Shelf
            Wares     Map          uuid to ShmStore.Tool.Tests.Ware
            Rate      Atomic       double
            Settings  Document
            Notes     DocumentMap  int32

            ShmStore.Tool.Tests.Shelf
              member     type          BSON                offset  bytes  written   missing
              Code       uuid          0x05 Binary         10      21     always    default
              IsFull     bool          0x08 Boolean        39      1      always    default
              Since      date          0x09 DateTime       47      8      always    default
              Height     int32?        0x10 Int32 or null                 always    default
              Labels     array:string  0x04 Array                         always    default
              Days       int32         0x10 Int32                         at times  30
              \u001B[2J  string        0x02 String                        always    error

            ShmStore.Tool.Tests.Ware
              member  type   BSON        offset  bytes  written  missing
              Cents   int64  0x12 Int64                 always   default
              _t     means
              lamp   ShmStore.Tool.Tests.Lamp
              Chair  ShmStore.Tool.Tests.Chair

            ShmStore.Tool.Tests.Lamp
              member    type    BSON         offset  bytes  written  missing
              Cents     int64   0x12 Int64   11      8      always   default
              Warranty  string  0x02 String                 always   default

            ShmStore.Tool.Tests.Chair
              member  type                 BSON        offset  bytes  written  missing
              Cents   int64                0x12 Int64  11      8      always   default
              Size    tuple:<int32,int32>  0x04 Array                 always   default

            """,
            run.Output);
    }

    [Fact]
    public async Task A_store_without_types_has_keys_alone()
    {
        using Notebook.Writer notebook = Notebook.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 });
        Assert.Equal(["ShmStore.Tool.Tests.Notebook", "key   kind      type", "Page  Document"], (await ToolRun.RunAsync("schema", Store)).Lines);
        BsonDocument schema = await JsonOf(Store);
        Assert.Equal(new BsonDocument { { "store", "ShmStore.Tool.Tests.Notebook" }, { "keys", new BsonArray { new BsonDocument { { "name", "Page" }, { "kind", "document" } } } }, { "types", new BsonArray() } }, schema);
    }

    [Fact]
    public async Task Programs_get_the_schema_document_and_what_its_fields_are_in_bytes()
    {
        using Catalog.Writer catalog = Catalog.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 });
        BsonDocument schema = await JsonOf(Store);
        BsonDocument[] fields = [.. schema["types"].AsBsonArray.SelectMany(static type => type["fields"].AsBsonArray.Select(static field => field.AsBsonDocument))];
        Assert.Equal(
            """{ "name" : "Code", "type" : "uuid", "bsonType" : 5, "offset" : 10, "bytes" : 21 }""",
            fields.Single(static field => field["name"] == "Code").ToJson());
        Assert.Equal("""{ "name" : "Height", "type" : "int32?", "bsonType" : 16, "nullable" : true }""", fields.Single(static field => field["name"] == "Height").ToJson());
        foreach (BsonDocument field in fields)
        {
            Assert.Equal(field.Contains("offset"), field.Contains("bytes"));
            field.Remove("bsonType");
            field.Remove("nullable");
            field.Remove("bytes");
        }

        Assert.Equal(BsonSerializer.Deserialize<BsonDocument>(Catalog.Layout.Schema.ToArray()), schema);
    }

    [Fact]
    public async Task Offsets_and_types_are_those_of_the_bytes()
    {
        using Catalog.Writer catalog = Catalog.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 });
        var id = Guid.NewGuid();
        catalog.Best.Set(new Shelf { Code = id, IsFull = true, Since = DateTime.UnixEpoch.AddMilliseconds(5), Note = "", Height = 3, Labels = ["a"], Days = 5 });
        byte[] document = catalog.Best.GetRaw()!;
        BsonDocument read = BsonSerializer.Deserialize<BsonDocument>(document);
        BsonArray fields = (await JsonOf(Store))["types"].AsBsonArray.Single(static type => type["name"].AsString.EndsWith(".Shelf", StringComparison.Ordinal))["fields"].AsBsonArray;
        Assert.All(fields, field => Assert.Equal((int)read[field["name"].AsString].BsonType, field["bsonType"].AsInt32));
        Assert.Equal([16, 0, 0, 0, 4, .. id.ToByteArray(bigEndian: true)], ValueOf("Code"));
        Assert.Equal([1], ValueOf("IsFull"));
        Assert.Equal(5, BinaryPrimitives.ReadInt64LittleEndian(ValueOf("Since")));

        byte[] ValueOf(string name)
        {
            BsonValue field = fields.Single(field => field["name"] == name);
            return document.AsSpan(field["offset"].AsInt32, field["bytes"].AsInt32).ToArray();
        }
    }

    [Fact]
    public async Task A_damaged_schema_is_told()
    {
        Catalog.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 }).Dispose();
        byte[] bytes = await File.ReadAllBytesAsync(Store, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("\x02store\0"u8)] = 0x7E;
        await File.WriteAllBytesAsync(Store, bytes, TestContext.Current.CancellationToken);
        ToolRun run = await ToolRun.RunAsync("schema", Store);
        Assert.Equal((CommandLine.Failed, ""), (run.Code, run.Output));
        Assert.Contains(Store, run.Error, StringComparison.Ordinal);
    }

    private static async Task<BsonDocument> JsonOf(string store)
    {
        ToolRun run = await ToolRun.RunAsync("schema", store, "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        return BsonDocument.Parse(run.Output);
    }
}
