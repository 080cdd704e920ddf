using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>What a debugger shows: content, bounded, whatever the bytes are.</summary>
public class DebuggerTextTests
{
    [Fact]
    public void Content_is_shown()
    {
        var view = new DocumentView(new BsonDocument
        {
            { "a", 1 }, { "b", "x" }, { "c", new BsonArray { 1.5, true, BsonNull.Value } }, { "d", new BsonDocument("e", 2L) }, { "f", new BsonDocument() }, { "g", BsonMinKey.Value },
        }.ToBson());
        Assert.Equal("{ a: 1, b: \"x\", c: [ 1.5, true, null ], d: { e: 2 }, f: {}, g: MinKey of 0 bytes }", view.DebuggerText);
        Assert.True(view.TryFind("b"u8, out ElementView element));
        Assert.Equal("b: \"x\"", element.DebuggerText);
        Assert.Equal("[ 1.5, true, null ]", view.GetView<ArrayView<ElementView, ElementReader>, ArrayViewReader<ElementView, ElementReader>>("c"u8, required: true).DebuggerText);
        Assert.Equal("{ e: 2 }", view.GetView<DictionaryView<long, Int64Codec>, DictionaryViewReader<long, Int64Codec>>("d"u8, required: true).DebuggerText);
        Assert.Equal("\"x\"", view.GetView<Utf8View, StringCodec>("b"u8, required: true).DebuggerText);
        Assert.Equal("null", default(DocumentView).DebuggerText);
        Assert.Equal("null", default(Utf8View).DebuggerText);
    }

    [Fact]
    public void Its_length_is_bounded()
    {
        var large = new BsonDocument { { "text", new string('x', 10_000) }, { "more", new BsonArray(Enumerable.Range(0, 10_000)) } };
        Assert.InRange(new DocumentView(large.ToBson()).DebuggerText.Length, 100, 300);
        Assert.InRange(new DocumentView(new BsonDocument("more", large["more"]).ToBson()).DebuggerText.Length, 100, 300);
        Assert.InRange(new Utf8View(new byte[10_000]).DebuggerText.Length, 100, 300);
        Assert.InRange(new DocumentView(Nested.Document(150)).DebuggerText.Length, 100, 1000);
    }

    [Fact]
    public void Damaged_bytes_do_not_throw()
    {
        byte[] bytes = new BsonDocument { { "a", 1 }, { "b", "x" }, { "c", new BsonArray { 1.5, true } }, { "o", ObjectId.Empty } }.ToBson();
        for (int position = 0; position < bytes.Length; position++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] damaged = [.. bytes];
                damaged[position] = (byte)value;
                Assert.NotEmpty(new DocumentView(damaged).DebuggerText);
            }
        }
    }
}
