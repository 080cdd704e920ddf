using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>What is told to those who make a mistake: an error of a type that they know, which names what is theirs.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly TestFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_function_that_updates_must_return_something()
    {
        using Market.Writer market = Market.CreateWriter();
        using Keyed.Writer keyed = Keyed.CreateWriter();
        market.Nothing.Set(new Empty());
        market.Settings.Set([]);
        keyed.Texts.Set("a", Quote.Of(1));
        keyed.Documents.Set("a", []);
        const string Entry = "The function that updates 'ShmStore.Generated.Tests.Shapes.Market.{0}' returned null.";
        const string InMap = "The function that updates an entry of 'ShmStore.Generated.Tests.Shapes.Keyed.{0}' returned null.";
        Assert.All(
            [
                (Entry, "Nothing", () => market.Nothing.Update(static _ => null!)),
                (Entry, "Settings", () => market.Settings.Update(static _ => null!)),
                (InMap, "Texts", () => keyed.Texts.Update("a", static _ => null!)),
                (InMap, "Texts", () => keyed.Texts.TryUpdate("a", static _ => null!, out _)),
                (InMap, "free documents", () => keyed.Documents.Update("a", static _ => null!)),
            ],
            ((string Text, string Key, Func<object?> Mistake) of) => Assert.Equal(
                of.Text.Replace("{0}", of.Key, StringComparison.Ordinal), Assert.Throws<InvalidOperationException>(of.Mistake).Message));
        Assert.Equal((Quote.Of(1), true), (keyed.Texts["a"].Value, market.Nothing.HasValue));
    }

    [Fact]
    public void A_document_that_cannot_be_stored_is_called_by_its_key()
    {
        using Market.Writer market = Market.CreateWriter();
        using Keyed.Writer keyed = Keyed.CreateWriter();
        var repeated = new BsonDocument("in", new BsonDocument(allowDuplicateNames: true) { { "a", 1 }, { "a", 2 } });
        var large = new BsonDocument("text", new string('x', 17 << 20));
        market.Settings.Set([]);
        keyed.Documents.Set("k", []);
        foreach ((BsonDocument wrong, string path) in new[] { (repeated, ".in"), (large, "") })
        {
            Assert.All(
                [() => market.Settings.Set(wrong), () => market.Settings.TrySet(wrong, 0), () => market.Settings.Update(_ => wrong)],
                (Func<object?> mistake) => Assert.StartsWith($"ShmStore.Generated.Tests.Shapes.Market.Settings{path}: ", Assert.Throws<ArgumentException>(mistake).Message, StringComparison.Ordinal));
            Assert.All(
                [() => keyed.Documents.Set("k", wrong), () => keyed.Documents.TryAdd("n", wrong), () => keyed.Documents.Update("k", _ => wrong), () => keyed.Documents.GetOrAdd("n", _ => wrong)],
                (Func<object?> mistake) => Assert.StartsWith($"ShmStore.Generated.Tests.Shapes.Keyed.free documents{path}: ", Assert.Throws<ArgumentException>(mistake).Message, StringComparison.Ordinal));
            Assert.StartsWith($"BsonDocument{path}: ", Assert.Throws<ArgumentException>(() => SharedObject.FromObject(wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_there_already_is_an_error_of_the_file_system()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Keyed.Writer writer = Keyed.CreateWriter(_file.Path);
        string copy = _file.Path + "-copy";
        writer.Backup(copy, cancellationToken: cancellation);
        writer.Dispose();
        var options = new StoreOptions { Mode = StoreMode.CreateNew };
        Assert.Equal($"'{_file.Path}' exists already.", Assert.Throws<IOException>(() => Keyed.CreateWriter(_file.Path, options)).Message);
        using Keyed reader = Keyed.Open(_file.Path);
        Assert.Equal($"'{copy}' exists already.", Assert.Throws<IOException>(() => reader.Backup(copy, cancellationToken: cancellation)).Message);
        Assert.Equal($"'{copy}' exists already.", Assert.Throws<IOException>(() => SharedStoreFile.Repair(_file.Path, new RepairOptions { Destination = copy }, cancellation)).Message);
    }

    [Fact]
    public void Who_asks_for_several_writers_is_told_that_the_store_is_for_one()
    {
        var several = new StoreOptions { Writers = WriterMode.Several };
        using (Keyed.CreateWriter(_file.Path))
        {
            Assert.EndsWith(" The store was made for one writer at a time (WriterMode.Exclusive).", Assert.Throws<WriterActiveException>(() => Keyed.CreateWriter(_file.Path, several)).Message, StringComparison.Ordinal);
            Assert.DoesNotContain("WriterMode", Assert.Throws<WriterActiveException>(() => Keyed.CreateWriter(_file.Path)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<WriterModeException>(() => Keyed.CreateWriter(_file.Path, several));
    }

    [Fact]
    public void A_map_that_was_never_written_does_not_escape_its_snapshot()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        using Keyed reader = writer.OpenReader();
        SharedMap<string, Quote> escaped = reader.Snapshot(
            static snapshot =>
            {
                Assert.Equal((0, false), (snapshot.Texts.Count, snapshot.Texts.ContainsKey("a")));
                return snapshot.Texts;
            },
            TestContext.Current.CancellationToken);
        Assert.All(
            [() => escaped.Count, () => escaped.Version, () => escaped.ContainsKey("a"), () => escaped.TryGetValue("a", out _), () => escaped.ToArray()],
            (Func<object?> mistake) => Assert.StartsWith("What Snapshot passes to its function must not be used", Assert.Throws<InvalidOperationException>(mistake).Message, StringComparison.Ordinal));
    }
}
