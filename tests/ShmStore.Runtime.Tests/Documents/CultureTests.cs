using System.Globalization;
using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Documents;

/// <summary>What is written does not depend on the culture: here is one that writes numbers in another way.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureTests()
    {
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "~";
        odd.NumberFormat.NumberDecimalSeparator = "·";
        odd.DateTimeFormat.DateSeparator = "¦";
        odd.DateTimeFormat.TimeSeparator = "¦";
        CultureInfo.CurrentCulture = odd;
        Assert.Equal("~1·5", (-1.5).ToString(CultureInfo.CurrentCulture));
    }

    private enum Number
    {
        None,
    }

    private enum Narrow : byte
    {
        None,
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_JSON(bool relaxed)
    {
        var document = new BsonDocument
        {
            { "i", -5 }, { "l", -5L }, { "d", -1.5 }, { "early", new BsonDateTime(-1) }, { "first", new BsonDateTime(long.MinValue) }, { "dec", Decimal128.Parse("-1.5") }, { "ts", new BsonTimestamp(-5) },
        };
        string json = SharedObject.FromObject(document).ToExtendedJson(relaxed);
        Assert.DoesNotContain('~', json);
        Assert.DoesNotContain('·', json);
        Assert.DoesNotContain('¦', json);
        Assert.Equal(document, SharedObject.FromExtendedJson(json).ToBsonDocument());
    }

    [Fact]
    public void Of_texts()
    {
        AssertText<Number, EnumFormat<Number>>((Number)(-5), "-5");
        AssertText<int, NumberFormat<int>>(-5, "-5");
        AssertText<double, NumberFormat<double>>(-1.5, "-1.5");
        AssertText<decimal, NumberFormat<decimal>>(-1.5m, "-1.5");
        AssertText<TimeSpan, TimeSpanFormat>(TimeSpan.FromMilliseconds(-1500), "-00:00:01.5000000");
        AssertText<TimeOnly, TimeOnlyFormat>(new TimeOnly(1, 2, 3, 4), "01:02:03.0040000");
        AssertText<DateOnly, DateOnlyFormat>(new DateOnly(2030, 1, 2), "2030-01-02");
    }

    [Fact]
    public void Of_messages()
    {
        AssertMessage("-1 is", static () => EnumInt32Codec<Narrow>.FromRaw(-1));
        AssertMessage("-1 are", static () => DateOnlyTicksCodec.FromRaw(-1));
        AssertMessage("-1 are", static () => DateTimeTicksCodec<UtcKind>.FromRaw(-1));
        AssertMessage("-1 units", static () => DurationInt64Codec<TimeOnly, TickUnit>.FromRaw(-1));
        AssertMessage("-1.5 units", static () => DurationDoubleCodec<TimeOnly, HourUnit>.FromRaw(-1.5));
        AssertMessage("-9223372036854775808 ms", static () => DateTimeCodec.FromRaw(long.MinValue));
        AssertMessage("0 ticks at -841 minutes", static () => SingleElement.Read<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 0L, -841 }));
    }

    [Fact]
    public void Of_messages_about_keys()
    {
        byte[] key = BitConverter.GetBytes(-1L);
        Assert.Contains("the key -1,", Assert.Throws<StoreFormatException>(() => MapKeyOf<Narrow>.Decode(key, "map")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_exported_keys()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Numbers.Set(-5, Sample.Of(1));
        SharedObjectStore packed = writer.Export(TestContext.Current.CancellationToken);
        Assert.Contains("Numbers/-5", packed.Keys);
        writer.Numbers.Clear();
        writer.Import(packed);
        Assert.Equal([-5], writer.Numbers.Keys);
    }

    private static void AssertMessage<T>(string part, Func<T> read) =>
        Assert.Contains(part, Assert.Throws<BsonFormatException>(() => { read(); }).Message, StringComparison.Ordinal);

    private static void AssertText<T, TFormat>(T value, string text)
        where TFormat : struct, ITextFormat<T>
    {
        Span<byte> bytes = stackalloc byte[100];
        Assert.True(TFormat.TryFormat(value, bytes, out int written));
        Assert.Equal(text, Encoding.UTF8.GetString(bytes[..written]));
        Assert.True(TFormat.TryParse(bytes[..written], out T? parsed));
        Assert.Equal(value, parsed);
    }
}
