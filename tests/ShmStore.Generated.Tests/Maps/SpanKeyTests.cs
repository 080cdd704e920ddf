using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;
using ShmStore.Tests;
using Fields = ShmStore.Generated.Tests.Shapes.Quote.Layout.Fields;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Keys of text and of bytes, of which the caller has a span.</summary>
public sealed class SpanKeyTests : IDisposable
{
    private static readonly Func<DocumentView, int> Number = static view => view.Get<int, Int32Codec>("n"u8, true);

    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;

    public SpanKeyTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    // Of every length that is looked up in a way of its own, and some that are not ASCII.
    public static TheoryData<string> Texts => ["", "abc", "abcd", "abcdefgh", "sixteen letters!", "more than sixteen letters", "é", "zwölf größer", new string('é', 200)];

    public static TheoryData<int> Lengths => [0, 1, 3, 4, 7, 8, 15, 16, 17, 40, 32_767];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_by_characters_and_by_utf8(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] utf8 = Encoding.UTF8.GetBytes(key);
        char[] characters = ['x', .. key, 'x'];
        Assert.Equal((false, false, false, false), Look());
        AssertMembers(default, default);
        _writer.Texts.Set(key, Quote.Of(3));
        _writer.Documents.Set(key, new BsonDocument("n", 5));
        Assert.Equal((true, true, true, true), Look());
        AssertMembers(true, Quote.Of(3));
        _writer.Texts.SetRaw(key, new BsonDocument { { "Size", 4L }, { "Symbol", "s" }, { "Bid", 4.5 } }.ToBson());
        AssertMembers(true, new Quote("s", 4.5, 4));
        Allocations.AssertNone(() =>
        {
            ReadOnlySpan<char> text = characters.AsSpan(1, key.Length);
            long found = _reader.Texts.ContainsKey(text) && _reader.Texts.ContainsKey(utf8) && _reader.Documents.ContainsKey(text) && _reader.Documents.ContainsKey(utf8) ? 1 : 0;
            found += _reader.Texts.TryRead(text, static view => view.Size, out long inPlace) && _reader.Texts.TryRead(utf8, static view => view.Size, out long again) ? inPlace + again : 0;
            found += _reader.Texts.TryRead(text, Fields.Size, out long size) && _reader.Texts.TryRead(utf8, Fields.Size, Fields.Bid, out (long, double) pair) ? size + pair.Item1 : 0;
            return found;
        });

        (bool, bool, bool, bool) Look()
        {
            ReadOnlySpan<char> text = characters.AsSpan(1, key.Length);
            return (_reader.Texts.ContainsKey(text), _reader.Texts.ContainsKey(utf8), _writer.Documents.ContainsKey(text), _reader.Documents.ContainsKey(utf8));
        }

        void AssertMembers(bool found, Quote? quote)
        {
            ReadOnlySpan<char> text = characters.AsSpan(1, key.Length);
            (long size, double bid) = quote is null ? default : (quote.Size, quote.Bid);
            Assert.Equal((found, quote), (_reader.Texts.TryGetValue(text, out Quote? value), value));
            Assert.Equal((found, quote), (_reader.Texts.TryGetValue(utf8, out value), value));
            Assert.Equal((found, quote, _reader.Texts.Version), (_reader.Texts.TryGetValue(text, out value, out long version), value, version));
            Assert.Equal((found, quote, _reader.Texts.Version), (_reader.Texts.TryGetValue(utf8, out value, out version), value, version));
            Assert.Equal((found, quote?.Symbol), (_reader.Texts.TryRead(text, static view => view.Symbol.ToString(), out string? symbol), symbol));
            Assert.Equal((found, quote?.Symbol), (_reader.Texts.TryRead(utf8, static view => view.Symbol.ToString(), out symbol), symbol));
            Assert.Equal((found, bid), (_reader.Texts.TryRead(text, static view => view.Bid, out double inPlace), inPlace));
            Assert.Equal((found, bid), (_reader.Texts.TryRead(utf8, static view => view.Bid, out inPlace), inPlace));
            Assert.Equal((found, size), (_reader.Texts.TryRead(text, Fields.Size, out long one), one));
            Assert.Equal((found, size), (_reader.Texts.TryRead(utf8, Fields.Size, out one), one));
            Assert.Equal((found, (size, bid)), (_reader.Texts.TryRead(text, Fields.Size, Fields.Bid, out (long, double) two), two));
            Assert.Equal((found, (size, bid)), (_reader.Texts.TryRead(utf8, Fields.Size, Fields.Bid, out two), two));
            Assert.Equal((found, (bid, size, bid)), (_reader.Texts.TryRead(text, Fields.Bid, Fields.Size, Fields.Bid, out (double, long, double) three), three));
            Assert.Equal((found, (bid, size, bid)), (_reader.Texts.TryRead(utf8, Fields.Bid, Fields.Size, Fields.Bid, out three), three));
            Assert.Equal((found, (bid, size, bid, size)), (_writer.Texts.TryRead(text, Fields.Bid, Fields.Size, Fields.Bid, Fields.Size, out (double, long, double, long) four), four));
            Assert.Equal((found, (bid, size, bid, size)), (_writer.Texts.TryRead(utf8, Fields.Bid, Fields.Size, Fields.Bid, Fields.Size, out four), four));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Bytes_of_objects(int length)
    {
        byte[] around = [.. Enumerable.Range(0, length + 2).Select(static i => (byte)(i * 7))];
        byte[] key = around[1..^1];
        Assert.False(_reader.Blobs.TryGet(around.AsSpan(1, length), out _));
        Assert.False(_reader.Blobs.ContainsKey(around.AsSpan(1, length)));
        Assert.False(_reader.Blobs.TryRead(around.AsSpan(1, length), Fields.Size, out long size));
        Assert.Equal((false, null, 0), (_reader.Blobs.TryGetValue(around.AsSpan(1, length), out Quote? value, out long version), value, version));
        Assert.Equal((false, 0), (_reader.Blobs.TryRead(around.AsSpan(1, length), static view => view.Bid, out double bid), bid));
        _writer.Blobs.Set(key, Quote.Of(3));
        Assert.True(_reader.Blobs.TryGet(around.AsSpan(1, length), out SharedMapEntry<Quote> entry));
        Assert.Equal(Quote.Of(3), entry.Value);

        // It is found again by the span when it was replaced.
        long replaced = _writer.Blobs.Set(key, Quote.Of(4));
        Assert.Equal((true, Quote.Of(4), replaced), (_reader.Blobs.TryGetValue(around.AsSpan(1, length), out value, out version), value, version));
        Assert.Equal((true, Quote.Of(4)), (_reader.Blobs.TryGetValue(around.AsSpan(1, length), out value), value));
        Assert.Equal((true, 4.5), (_reader.Blobs.TryRead(around.AsSpan(1, length), static view => view.Bid, out bid), bid));
        Assert.Equal((true, "Q4"), (_reader.Blobs.TryRead(around.AsSpan(1, length), static view => view.Symbol.ToString(), out string? symbol), symbol));
        Assert.Equal(4.5, entry.Bid);
        Assert.True(_reader.Blobs.ContainsKey(around.AsSpan(1, length)));
        Assert.True(_reader.Blobs.TryRead(around.AsSpan(1, length), Fields.Size, out size));
        Assert.True(_reader.Blobs.TryRead(around.AsSpan(1, length), Fields.Size, Fields.Bid, out (long, double) two));
        Assert.True(_reader.Blobs.TryRead(around.AsSpan(1, length), Fields.Bid, Fields.Size, Fields.Bid, out (double, long, double) three));
        Assert.True(_writer.Blobs.TryRead(around.AsSpan(1, length), Fields.Bid, Fields.Size, Fields.Bid, Fields.Size, out (double, long, double, long) four));
        Assert.Equal((4, (4, 4.5), (4.5, 4, 4.5), (4.5, 4, 4.5, 4)), (size, two, three, four));
        Assert.Equal(4, _reader.Snapshot(store => store.Blobs.TryRead(around.AsSpan(1, length), Fields.Size, out long then) && store.Blobs.ContainsKey(around.AsSpan(1, length)) ? then : 0, TestContext.Current.CancellationToken));
        Allocations.AssertNone(() =>
        {
            ReadOnlySpan<byte> span = around.AsSpan(1, length);
            return _reader.Blobs.TryGet(span, out SharedMapEntry<Quote> found) && _reader.Blobs.ContainsKey(span) && _reader.Blobs.TryRead(span, Fields.Size, out long read) && _reader.Blobs.TryRead(span, static view => view.Size, out long inPlace) ? found.Size + read + inPlace : 0;
        });
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Bytes_of_documents(int length)
    {
        using Papers.Writer writer = Papers.CreateWriter();
        using Papers reader = writer.OpenReader();
        byte[] around = [.. Enumerable.Range(0, length + 2).Select(static i => (byte)(i * 7))];
        Assert.False(reader.ByHash.ContainsKey(around.AsSpan(1, length)));
        Assert.False(reader.ByHash.TryGetValue(around.AsSpan(1, length), out BsonDocument? document));
        Assert.Null(document);
        Assert.False(reader.ByHash.TryRead(around.AsSpan(1, length), Number, out int number));
        writer.ByHash.Set(around[1..^1], new BsonDocument("n", 5));
        Assert.True(reader.ByHash.ContainsKey(around.AsSpan(1, length)));
        Assert.True(writer.ByHash.TryGetValue(around.AsSpan(1, length), out document));
        Assert.Equal(new BsonDocument("n", 5), document);
        Assert.True(reader.ByHash.TryRead(around.AsSpan(1, length), Number, out number));
        Assert.Equal(5, number);
        Allocations.AssertNone(() => reader.ByHash.ContainsKey(around.AsSpan(1, length)) && reader.ByHash.TryRead(around.AsSpan(1, length), Number, out int read) ? read : 0);
    }

    [Fact]
    public void What_cannot_be_a_key_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => _reader.Blobs.TryGet(new byte[32_768].AsSpan(), out _));
        Assert.Throws<ArgumentException>(() => _reader.Blobs.ContainsKey(new byte[32_768].AsSpan()));
        Assert.Throws<ArgumentException>(() => _reader.Blobs.TryRead(new byte[32_768].AsSpan(), Fields.Size, out _));
        Assert.Throws<ArgumentException>(() => _reader.Texts.TryRead("\ud800".AsSpan(), Fields.Size, out _));
        Assert.Throws<ArgumentException>(() => _reader.Texts.ContainsKey("\ud800".AsSpan()));
        Assert.Throws<ArgumentNullException>("map", () => ((SharedMap<byte[], Quote>)null!).ContainsKey(default(ReadOnlySpan<byte>)));
        Assert.Throws<ArgumentNullException>("map", () => ((SharedMap<string, Quote>)null!).ContainsKey("a".AsSpan()));
        Assert.Throws<ArgumentNullException>("read", () => _reader.Documents.TryRead<int>("a"u8, null!, out _));
        Assert.Throws<ArgumentException>(() => _reader.Texts.TryGetValue("\ud800".AsSpan(), out _));
        Assert.Throws<ArgumentException>(() => _reader.Blobs.TryGetValue(new byte[32_768].AsSpan(), out _));
        Assert.Throws<ArgumentNullException>("map", () => ((SharedMap<string, Quote>)null!).TryGetValue("a"u8, out _));
        Assert.Throws<ArgumentNullException>("read", () => _reader.Texts.TryRead("a"u8, (Func<Quote.View, int>)null!, out _));
    }

    [Fact]
    public void Structs_are_found_too()
    {
        Assert.Equal((false, 0, 0), (_reader.Structs.TryGetValue("a"u8, out ReadonlyStruct value, out long version), value.Field, version));
        long set = _writer.Structs.Set("a", new ReadonlyStruct(5, "text"));
        Assert.Equal((true, 5, "text", set), (_reader.Structs.TryGetValue("a".AsSpan(), out value, out version), value.Field, value.Text, version));
    }

    /// <summary>A look-up by a span and a read of what it found would be two steps, between which the entry can be gone.</summary>
    [Fact]
    public async Task An_object_is_whole_or_none_beside_a_writer_that_sets_and_removes()
    {
        bool stop = false;
        Task reading = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref stop))
                {
                    if (_reader.Texts.TryGetValue("key"u8, out Quote? value))
                        Assert.Equal(value.Size + 0.5, value.Bid);
                    if (_reader.Texts.TryRead("key".AsSpan(), static view => (view.Bid, view.Size), out (double Bid, long Size) pair))
                        Assert.Equal(pair.Size + 0.5, pair.Bid);
                }
            },
            TestContext.Current.CancellationToken);
        for (int i = 0; i < 50_000; i++)
        {
            _writer.Texts.Set("key", Quote.Of(i));
            _writer.Texts.Remove("key");
        }

        Volatile.Write(ref stop, true);
        await reading;
    }
}
