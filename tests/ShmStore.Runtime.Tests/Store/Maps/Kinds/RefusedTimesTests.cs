using MongoDB.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>A time to live that is none: what is made when it is missing is not made then, which may be dear.</summary>
public sealed class RefusedTimesTests : IDisposable
{
    private readonly NumberStore _typed = new(MapKind.Typed);
    private readonly NumberStore _schemaless = new(MapKind.Schemaless);
    private int _made;

    public void Dispose()
    {
        _typed.Dispose();
        _schemaless.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SharedMapWriter<string, Sample> Texts => _typed.Writer.Texts;

    private SharedDocumentMapWriter<string> Documents => _schemaless.Writer.Documents;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, -2)]
    [InlineData(false, 0)]
    [InlineData(false, -2)]
    public async Task GetOrAdd_refuses_it_before_anything_is_made_or_looked_up(bool isThere, int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        if (isThere)
        {
            Texts.Set("a", Sample.Of(1));
            Documents.Set("a", []);
        }

        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Texts.GetOrAdd("a", _ => Make(), time));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Texts.GetOrAdd("a", 1, (_, _) => Make(), time));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeToLive", async () => await Texts.GetOrAddAsync("a", (_, _) => new ValueTask<Sample>(Make()), time, Stop));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Documents.GetOrAdd("a", _ => MakeDocument(), time));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Documents.GetOrAdd("a", 1, (_, _) => MakeDocument(), time));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeToLive", async () => await Documents.GetOrAddAsync("a", (_, _) => new ValueTask<BsonDocument>(MakeDocument()), time, Stop));
        Assert.Equal(0, _made);
        Assert.Equal(isThere ? 1 : 0, Texts.Count);
    }

    private Sample Make() => Sample.Of(++_made);

    private BsonDocument MakeDocument() => new("Number", ++_made);
}
