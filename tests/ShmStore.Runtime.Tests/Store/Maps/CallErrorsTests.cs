using MongoDB.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>What is wrong with a call of an asynchronous member is told at the call, and not by its task or when it is gone through.</summary>
public sealed class CallErrorsTests : IDisposable
{
    private readonly BothMapsWriter _writer = BothMapsWriter.Open(null);

    public static TheoryData<string?> NoKeys => [null!, new string('k', 100_000), new string('é', 30_000), "\ud800"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _writer.Dispose();

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void A_key_that_cannot_be_one(string? key)
    {
        Type type = key is null ? typeof(ArgumentNullException) : typeof(ArgumentException);
        foreach (Action call in Calls(key!))
        {
            var refused = Assert.IsAssignableFrom<ArgumentException>(Record.Exception(call));
            Assert.Equal((type, "key"), (refused.GetType(), refused.ParamName));
        }
    }

    [Fact]
    public void A_function_that_is_null_and_a_time_that_is_none()
    {
        Assert.Throws<ArgumentNullException>("make", () => { _ = _writer.Texts.GetOrAddAsync("a", null!, cancellationToken: Stop).AsTask(); });
        Assert.Throws<ArgumentNullException>("make", () => { _ = _writer.Documents.GetOrAddAsync("a", null!, cancellationToken: Stop).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => { _ = _writer.Texts.GetOrAddAsync("a", Make, TimeSpan.Zero, Stop).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => { _ = _writer.Documents.GetOrAddAsync("a", MakeDocument, TimeSpan.Zero, Stop).AsTask(); });
    }

    [Fact]
    public void A_commit_that_is_open()
    {
        using StoreCommit commit = _writer.BeginCommit(Stop);
        Assert.Throws<InvalidOperationException>(() => { _ = _writer.Texts.GetOrAddAsync("a", Make, cancellationToken: Stop).AsTask(); });
        Assert.Throws<InvalidOperationException>(() => { _ = _writer.Documents.GetOrAddAsync("a", MakeDocument, cancellationToken: Stop).AsTask(); });
    }

    [Fact]
    public void A_store_that_is_disposed_unless_it_is_waited_for()
    {
        _writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { _ = _writer.Texts.GetOrAddAsync("a", Make, cancellationToken: Stop).AsTask(); });
        Assert.Throws<ObjectDisposedException>(() => { _ = _writer.Documents.GetOrAddAsync("a", MakeDocument, cancellationToken: Stop).AsTask(); });
    }

    [Fact]
    public async Task Keys_that_can_be_are_taken()
    {
        foreach (string key in (string[])["", "a", new string('k', 0x7FFF), new string('é', 10_000)])
        {
            Task<long> waiting = _writer.Texts.WaitForEntryAsync(key, 0, Stop);
            Assert.Equal(Sample.Of(1), await _writer.Texts.GetOrAddAsync(key, Make, cancellationToken: Stop));
            Assert.NotEqual(0, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        }
    }

    // What the function fails with is not wrong with the call.
    [Fact]
    public async Task What_fails_later_is_told_by_the_task()
    {
        Task<Sample> adding = _writer.Texts.GetOrAddAsync("a", static (_, _) => throw new FormatException(), cancellationToken: Stop).AsTask();
        await Assert.ThrowsAsync<FormatException>(() => adding);
    }

    private Action[] Calls(string key) =>
    [
        () => _ = _writer.Texts.WaitForEntryAsync(key, 0, Stop),
        () => _ = _writer.Texts.ChangesAsync(key, 0, Stop),
        () => _ = _writer.Texts.GetOrAddAsync(key, Make, cancellationToken: Stop).AsTask(),
        () => _ = _writer.Documents.WaitForEntryAsync(key, 0, Stop),
        () => _ = _writer.Documents.ChangesAsync(key, 0, Stop),
        () => _ = _writer.Documents.GetOrAddAsync(key, MakeDocument, cancellationToken: Stop).AsTask(),
    ];

    private static ValueTask<Sample> Make(string key, CancellationToken cancellationToken) => new(Sample.Of(1));

    private static ValueTask<BsonDocument> MakeDocument(string key, CancellationToken cancellationToken) => new([]);
}
