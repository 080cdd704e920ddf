using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Documents are found by text keys that are no strings.</summary>
public sealed class LookUpBySpanTests : IDisposable
{
    private static readonly Func<DocumentView, long> Number = static view => view.Get<long, Int64Codec>("n"u8, true);

    private readonly BothMapsWriter _writer = BothMapsWriter.Open(null);
    private readonly BothMaps _reader;

    public LookUpBySpanTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("sixteen letters!")]
    [InlineData("more than sixteen letters")]
    [InlineData("zwölf größer")]
    public void By_characters_and_by_utf8(string key)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(key);
        char[] characters = ['x', .. key, 'x'];
        Assert.False(_reader.Documents.TryGetValue(key.AsSpan(), out BsonDocument? document));
        Assert.Null(document);
        Assert.False(_reader.Documents.TryGetValue(utf8, out document));
        Assert.False(_reader.Documents.TryRead(key.AsSpan(), Number, out long number));
        Assert.False(_reader.Documents.TryRead(utf8, Number, out number));
        _writer.Documents.Set(key, new BsonDocument("n", 5L));
        Assert.True(_reader.Documents.TryGetValue(characters.AsSpan(1, key.Length), out document));
        Assert.Equal(new BsonDocument("n", 5L), document);
        Assert.True(_reader.Documents.TryGetValue(utf8, out document));
        Assert.Equal(new BsonDocument("n", 5L), document);
        Assert.True(_writer.Documents.TryRead(characters.AsSpan(1, key.Length), Number, out number));
        Assert.Equal(5, number);
        Assert.True(_reader.Documents.TryRead(utf8, Number, out number));
        Assert.Equal((5, (5, false)), (number, _reader.Snapshot(snapshot => (snapshot.Documents.TryRead(utf8, Number, out long before) ? before : 0, snapshot.Documents.TryRead("none"u8, Number, out _)))));
        Allocations.AssertNone(() => _reader.Documents.TryRead(characters.AsSpan(1, key.Length), Number, out long first) && _reader.Documents.TryRead(utf8, Number, out long second) ? first + second : 0);
    }

    [Fact]
    public void What_cannot_be_a_key_is_an_error()
    {
        SharedDocumentMap<string> none = null!;
        Assert.Throws<ArgumentNullException>("map", () => none.TryGetValue("a".AsSpan(), out _));
        Assert.Throws<ArgumentNullException>("map", () => none.TryGetValue("a"u8, out _));
        Assert.Throws<ArgumentNullException>("read", () => _reader.Documents.TryRead<int>("a"u8, null!, out _));
        Assert.Throws<ArgumentException>(() => _reader.Documents.TryGetValue("\ud800".AsSpan(), out _));
        Assert.Throws<ArgumentException>(() => _reader.Documents.TryGetValue(new byte[32_768], out _));
    }

    [Fact]
    public async Task What_is_replaced_while_it_is_read_is_read_again()
    {
        _writer.Documents.Set("a", new BsonDocument("n", 0L));
        bool stop = false;
        long written = 0;
        Task writing = Task.Factory.StartNew(
            () =>
            {
                for (; !Volatile.Read(ref stop); written++)
                    _writer.Documents.Set("a", new BsonDocument("n", written));
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        // The function takes its time once, so that the entry is another one at the end.
        int again = 0;
        for (long start = TimeProvider.System.GetTimestamp(); again < 20 && TimeProvider.System.GetElapsedTime(start) < StressTime.Patience;)
        {
            int runs = 0;
            Assert.True(_reader.Documents.TryRead("a"u8, Slowly, out long number));
            Assert.InRange(number, 0, long.MaxValue);
            again += runs > 1 ? 1 : 0;

            long Slowly(DocumentView view)
            {
                if (runs++ == 0)
                {
                    long seen = Volatile.Read(ref written);
                    SpinWait.SpinUntil(() => Volatile.Read(ref written) > seen + 100 || Volatile.Read(ref stop));
                }

                return Number(view);
            }
        }

        Volatile.Write(ref stop, true);
        await writing;
        Assert.Equal(20, again);
    }
}
