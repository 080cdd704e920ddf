using MongoDB.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Evolution;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Stores whose own schema is damaged, repaired by that of the program.</summary>
public sealed class GivenSchemaTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_takes_the_place_of_one_that_cannot_be_read(bool checksums)
    {
        string path = Make(checksums);
        SchemaDamage.MakeUnreadable(path);
        byte[] damaged = File.ReadAllBytes(path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(path));
        Assert.Contains("RepairOptions.Schema", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));

        RepairReport report = StoreFiles.Repair(path, By(SampleStore.Schema.Document));
        Assert.Empty(report.Lost);
        Assert.Equal(2, report.Values);
        AssertSaved(path);
    }

    [Theory]
    [InlineData("Ratio", "Satio")]
    [InlineData("Text", "Tdxt")]
    [InlineData("entry", "dntry")]
    public void It_takes_the_place_of_one_that_has_changed(string name, string changed)
    {
        string path = Make(checksums: false);
        SchemaDamage.Rename(path, name, changed);
        Assert.Empty(StoreFiles.Repair(path, By(SampleStore.Schema.Document)).Lost);
        AssertSaved(path);
    }

    [Fact]
    public void The_stores_own_stays_where_the_program_can_open_it()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, HeaderLayout.FingerprintOffset, 0x1234_5678_9ABC_DEF0);
        Assert.Equal(StoreArea.Schema, Assert.Single(StoreFiles.Repair(path, By(SampleV2.Schema.Document)).Lost).Area);
        AssertSaved(path);
        Assert.Equal(SampleStore.Schema.Fingerprint, BitConverter.ToUInt64(File.ReadAllBytes(path), HeaderLayout.FingerprintOffset));
    }

    [Fact]
    public void One_of_before_the_store_was_extended_gives_up_no_values()
    {
        string path = Make(checksums: false);
        using (var writer = StoreV2.Writer.Open(path))
            writer.E.Set(SampleV2.Of(5));
        SchemaDamage.MakeUnreadable(path);
        byte[] damaged = File.ReadAllBytes(path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(path, By(SampleStore.Schema.Document)));
        Assert.Contains("that was given", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));

        Assert.Empty(StoreFiles.Repair(path, By(SampleV2.Schema.Document)).Lost);
        using var store = StoreV2.Open(path);
        Assert.Equal(SampleV2.Of(5), store.E.Value);
    }

    [Fact]
    public void One_that_has_appended_to_the_stores_is_damage_that_is_said()
    {
        string path = Make(checksums: false);
        SchemaDamage.MakeUnreadable(path);
        StoreFinding lost = Assert.Single(StoreFiles.Repair(path, By(SampleV2.Schema.Document)).Lost);
        Assert.Equal(StoreArea.Schema, lost.Area);
        using var store = StoreV2.Open(path);
        Assert.Equal(1, store.A.Value.Number);
    }

    [Fact]
    public void One_that_is_proven_is_not_replaced()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, HeaderLayout.HeapEndOffset, 1L);
        Assert.Empty(StoreFiles.Repair(path, By(SampleV2.Schema.Document)).Lost);
        AssertSaved(path);
    }

    [Fact]
    public void One_with_more_keys_than_the_store_has_room_for_is_refused()
    {
        string path = Make(checksums: false);
        SchemaDamage.MakeUnreadable(path);
        byte[] large = new BsonDocument
        {
            { "store", "Large" },
            { "keys", new BsonArray(Enumerable.Range(0, 1000).Select(static key => new BsonDocument { { "name", $"K{key}" }, { "kind", "document" }, { "type", "" } })) },
            { "types", new BsonArray() },
        }.ToBson();
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(path, By(large)));
        Assert.Contains("1000 keys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_schema_is_an_argument_that_is_wrong()
    {
        string path = Make(checksums: false);
        Assert.Contains("RepairOptions.Schema", Assert.Throws<ArgumentException>(() => StoreFiles.Repair(path, By([1, 2, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => StoreFiles.Repair(path, By(new BsonDocument("a", 1).ToBson())));
        byte[] unknown = new BsonDocument
        {
            { "store", "Unknown" },
            { "keys", new BsonArray { new BsonDocument { { "name", "K" }, { "kind", "atonic" }, { "type", "int64" } } } },
            { "types", new BsonArray() },
        }.ToBson();
        Assert.Contains("atonic", Assert.Throws<ArgumentException>(() => StoreFiles.Repair(path, By(unknown))).Message, StringComparison.Ordinal);
    }

    private static RepairOptions By(ReadOnlySpan<byte> schema) => new() { Schema = schema.ToArray() };

    private static void AssertSaved(string path)
    {
        Assert.True(StoreFiles.Verify(path).IsSound);
        using var store = SampleStore.Open(path);
        Assert.Equal((Sample.Of(1), Sample.Of(2, 1000)), (store.A.Value, store.B.Value));
    }

    private string Make(bool checksums)
    {
        string path = _folder.File();
        SchemaDamage.Make(path, checksums);
        return path;
    }
}
