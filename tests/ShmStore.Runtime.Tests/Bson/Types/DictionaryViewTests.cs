using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Dictionaries, unions and other members in place: what they find, and that nothing is allocated.</summary>
public class DictionaryViewTests
{
    private static readonly byte[] Document = new BsonDocument
    {
        { "v", new BsonDocument { { "one", 1 }, { "zwölf", 12L }, { "", 0 }, { new string('x', 300), 300 } } },
        { "texts", new BsonDocument("k", "text") },
        { "none", BsonNull.Value },
        { "twice", new BsonDocument(allowDuplicateNames: true) { { "a", 1 }, { "a", 2 } } },
        { "nested", new BsonDocument("inner", new BsonDocument("x", 5)) },
        { "array", new BsonArray() },
        { "size", 1.5f },
        { "day", "Friday" },
        { "span", "1.02:03:04.0050000" },
        { "big", new Decimal128(ulong.MaxValue) },
        { "zone", new BsonDocument { { "DateTime", DateTime.UnixEpoch }, { "Ticks", DateTime.UnixEpoch.Ticks }, { "Offset", 60 } } },
    }.ToBson();

    [Fact]
    public void Values_are_found_by_key()
    {
        DictionaryView<int, Int32Codec> view = View("v"u8);
        Assert.Equal(4, view.Count);
        Assert.Equal(1, view["one"]);
        Assert.Equal(1, view["one"u8]);
        Assert.Equal(12, view["zwölf"]);
        Assert.Equal(0, view[""]);
        Assert.Equal(300, view[new string('x', 300)]);
        Assert.True(view.ContainsKey("one"));
        Assert.True(view.ContainsKey("one"u8));
        Assert.False(view.TryGetValue("two", out _));
        Assert.False(view.TryGetValue("two"u8, out int missing));
        Assert.Equal(0, missing);
        Assert.False(view.ContainsKey("one\0"));
        Assert.False(view.ContainsKey("\ud800"));
        byte[] replaced = new BsonDocument("v", new BsonDocument { { "\ufffd", 1 }, { new string('\ufffd', 300), 2 } }).ToBson();
        DictionaryView<int, Int32Codec> other = new DocumentView(replaced).GetView<DictionaryView<int, Int32Codec>, DictionaryViewReader<int, Int32Codec>>("v"u8, required: true);
        Assert.True(other.ContainsKey("\ufffd") && other.ContainsKey(new string('\ufffd', 300)));
        Assert.False(other.ContainsKey("\ud800") || other.ContainsKey(new string('\ud800', 300)));
        Assert.Equal(1, View("twice"u8)["a"]);
    }

    [Fact]
    public void Missing_keys_are_named()
    {
        Assert.Contains("'two'", Assert.Throws<KeyNotFoundException>(static () => View("v"u8)["two"]).Message, StringComparison.Ordinal);
        Assert.Contains("'two'", Assert.Throws<KeyNotFoundException>(static () => View("v"u8)["two"u8]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_a_view_without_entries()
    {
        DictionaryView<int, Int32Codec> view = View("none"u8);
        Assert.True(view.IsNull);
        Assert.Equal(0, view.Count);
        Assert.False(view.ContainsKey("x"));
        foreach (DictionaryView<int, Int32Codec>.Entry _ in view)
            Assert.Fail("null has no entries");
        Assert.Throws<BsonFormatException>(static () => View("array"u8).Count);
    }

    [Fact]
    public void Looking_up_and_enumerating_allocate_nothing() => Allocations.AssertNone(static () =>
    {
        DictionaryView<int, Int32Codec> view = View("v"u8);
        long sum = view["one"] + view["zwölf"] + view["one"u8] + view.Count + (view.ContainsKey("no") ? 1 : 0);
        foreach (DictionaryView<int, Int32Codec>.Entry entry in view)
            sum += entry.Value + entry.Key.Length + (entry.Key == "one" ? 1 : 0);
        DictionaryView<Utf8View, StringCodec> texts = new DocumentView(Document).GetView<DictionaryView<Utf8View, StringCodec>, DictionaryViewReader<Utf8View, StringCodec>>("texts"u8, required: true);
        sum += texts["k"] == "text" ? 1 : 0;
        var nested = new DocumentView(Document).GetView<
            DictionaryView<DictionaryView<int, Int32Codec>, DictionaryViewReader<int, Int32Codec>>,
            DictionaryViewReader<DictionaryView<int, Int32Codec>, DictionaryViewReader<int, Int32Codec>>>("nested"u8, required: true);
        return sum + nested["inner"]["x"];
    });

    [Fact]
    public void Scalars_in_other_forms_allocate_nothing() => Allocations.AssertNone(static () =>
    {
        var view = new DocumentView(Document);
        return (long)view.GetView<float, DoubleNumberCodec<float>>("size"u8, required: true)
            + (long)view.GetView<DayOfWeek, EnumTextCodec<DayOfWeek>>("day"u8, required: true)
            + view.GetView<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>("span"u8, required: true).Ticks
            + (long)view.GetView<ulong, Decimal128NumberCodec<ulong>>("big"u8, required: true)
            + view.GetView<DateTimeOffset, DateTimeOffsetCodec>("zone"u8, required: true).Ticks;
    });

    private static DictionaryView<int, Int32Codec> View(ReadOnlySpan<byte> name) =>
        new DocumentView(Document).GetView<DictionaryView<int, Int32Codec>, DictionaryViewReader<int, Int32Codec>>(name, required: true);
}
