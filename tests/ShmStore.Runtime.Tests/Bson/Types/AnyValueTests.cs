using System.Collections.Frozen;
using System.Globalization;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Every codec against values of every type, and against damaged bytes: it reads them, or throws <see cref="BsonFormatException"/>.</summary>
public class AnyValueTests
{
    private static readonly BsonValue[] Values =
    [
        0, -1, int.MaxValue, 0L, long.MinValue, long.MaxValue, 0.0, -0.0, 1.5, 1e300, double.NaN, double.NegativeInfinity, double.MaxValue, true, "", "\0", "x", "😀", "1", "-1", "1e999",
        "NaN", "Infinity", "24:00:00", "99999999.00:00:00", "10000-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "Friday", "Friday, 99", "://", "1.2.3.4.5",
        new string('9', 400), new string(',', 2000), BsonNull.Value, BsonUndefined.Value, new BsonDateTime(long.MinValue), new BsonDateTime(long.MaxValue), new BsonDateTime(1),
        ObjectId.Empty, new BsonDocument(), new BsonDocument("_csharpnull", true), new BsonArray(), new BsonArray { 1, 2 }, new BsonArray { long.MaxValue, int.MinValue },
        new BsonArray { "k", 1 }, new BsonArray { new BsonArray { 1, 2 }, new BsonDocument { { "k", 1 }, { "v", 2 } } }, new BsonDocument { { "k", 1 }, { "v", 2 } },
        new BsonDocument { { "_t", "Circle" }, { "Color", 1 } }, new BsonDocument { { "_t", new BsonArray { "x", "sq" } }, { "Color", 1 } }, new BsonDocument { { "Ticks", long.MaxValue }, { "Offset", -9999 } },
        new BsonDocument { { "Name", "x" }, { "UseUserOverride", false } }, new BsonDocument { { "1", 1 }, { "", 2 }, { "Friday", 3 } }, new BsonBinaryData([]), new BsonBinaryData([1]),
        new BsonBinaryData(new byte[16], BsonBinarySubType.UuidLegacy), new BsonBinaryData(new byte[16], BsonBinarySubType.UuidStandard), new BsonBinaryData([1], BsonBinarySubType.UserDefined),
        new BsonRegularExpression("(", "q"), new BsonTimestamp(long.MinValue), new BsonTimestamp(-1), Decimal128.MaxValue, Decimal128.MinValue, Decimal128.QNaN, Decimal128.NegativeInfinity,
        Decimal128.Parse("1E-6176"), new Decimal128(ulong.MaxValue), BsonMinKey.Value, BsonMaxKey.Value, new BsonJavaScript("x"), BsonSymbol.Create("1"), new BsonJavaScriptWithScope("x", []),
    ];

    private static readonly Action<byte[]>[] Readers =
    [
        Of<sbyte, Int32NumberCodec<sbyte>>, Of<byte, Int32NumberCodec<byte>>, Of<uint, Int32NumberCodec<uint>>, Of<char, Int32NumberCodec<char>>, Of<ulong, Int64NumberCodec<ulong>>,
        Of<float, DoubleNumberCodec<float>>, Of<Half, DoubleNumberCodec<Half>>, Of<decimal, DoubleNumberCodec<decimal>>, Of<double, Int32NumberCodec<double>>, Of<decimal, Int64NumberCodec<decimal>>,
        Of<Decimal128, Decimal128Codec>, Of<double, Decimal128NumberCodec<double>>, Of<float, Decimal128NumberCodec<float>>, Of<Half, Decimal128NumberCodec<Half>>, Of<Half, NumberTextCodec<Half>>, Of<ulong, Decimal128NumberCodec<ulong>>, Of<int, NumberTextCodec<int>>,
        Of<double, NumberTextCodec<double>>, Of<byte, NumberTextCodec<byte>>, Of<decimal, NumberTextCodec<decimal>>, Of<DayOfWeek, EnumTextCodec<DayOfWeek>>, Of<Guid, TextCodec<Guid, GuidFormat>>,
        Of<Guid, LegacyGuidCodec<JavaGuidOrder>>, Of<ObjectId, TextCodec<ObjectId, ObjectIdFormat>>, Of<string, ObjectIdStringCodec>, Of<bool, TextCodec<bool, BooleanFormat>>, Of<char, TextCodec<char, CharFormat>>,
        Of<DateTime, DateTimeKindCodec<LocalKind>>, Of<DateTime, DateTimeKindCodec<UnspecifiedKind>>, Of<DateTime, DateTimeKindCodec<DateOnlyKind>>, Of<DateTime, DateTimeTicksCodec<LocalKind>>,
        Of<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>, Of<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>, Of<DateTime, DateTimeDocumentCodec<UtcKind>>, Of<DateOnly, DateOnlyCodec>,
        Of<DateOnly, DateOnlyTicksCodec>, Of<DateOnly, DateOnlyDocumentCodec>, Of<DateOnly, TextCodec<DateOnly, DateOnlyFormat>>, Of<TimeOnly, DurationInt64Codec<TimeOnly, TickUnit>>,
        Of<TimeOnly, DurationDoubleCodec<TimeOnly, HourUnit>>, Of<TimeOnly, TextCodec<TimeOnly, TimeOnlyFormat>>, Of<TimeOnly, TimeOnlyDocumentCodec>, Of<TimeSpan, DurationInt32Codec<TimeSpan, DayUnit>>,
        Of<TimeSpan, DurationInt64Codec<TimeSpan, NanosecondUnit>>, Of<TimeSpan, DurationDoubleCodec<TimeSpan, NanosecondUnit>>, Of<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>,
        Of<DateTimeOffset, DateTimeOffsetCodec>, Of<DateTimeOffset, DateTimeOffsetArrayCodec>, Of<DateTimeOffset, DateTimeOffsetDateCodec>, Of<DateTimeOffset, TextCodec<DateTimeOffset, DateTimeOffsetFormat>>,
        Of<Uri, UriCodec>, Of<Version, VersionCodec>, Of<CultureInfo, CultureInfoCodec>, Of<BsonValue, BsonValueCodec<BsonValue>>, Of<BsonDocument?, NullableBsonValueCodec<BsonDocument>>, Of<BsonTimestamp, BsonTimestampCodec>,
        Of<ReadOnlyMemory<byte>, ReadOnlyMemoryCodec>, Of<FrozenSet<int>, CollectionCodec<FrozenSet<int>, int, Int32Codec, FrozenSetKind<int>>>, Of<(int, string), ValueTuple2Codec<int, string, Int32Codec, StringCodec>>,
        Of<KeyValuePair<int, int>, KeyValuePairCodec<int, int, Int32Codec, Int32Codec>>, Of<Shape, PolymorphicCodec<Shape, ShapeTypes>>, Of<Animal, PolymorphicCodec<Animal, ScalarAnimalTypes>>,
        Of<Dictionary<int, int>, DictionaryCodec<Dictionary<int, int>, int, int, NumberFormat<int>, Int32Codec, DictionaryKind<int, int>>>,
        Of<Dictionary<DayOfWeek, int>, DictionaryCodec<Dictionary<DayOfWeek, int>, DayOfWeek, int, EnumFormat<DayOfWeek>, Int32Codec, DictionaryKind<DayOfWeek, int>>>,
        Of<Dictionary<int, int>, EntryArrayCodec<Dictionary<int, int>, int, int, EntryPairCodec<int, int, Int32Codec, Int32Codec>, DictionaryKind<int, int>>>, Of<List<string>, MongoCodec<List<string>>>,
        Extra,
    ];

    private readonly struct NoNames : IElementNames
    {
        public static bool Contains(ReadOnlySpan<byte> name) => false;
    }

    [Fact]
    public void Values_of_every_type()
    {
        foreach (BsonValue value in Values)
        {
            byte[] document = new BsonDocument("v", value).ToBson();
            foreach (Action<byte[]> read in Readers)
                Try(read, document);
        }
    }

    [Fact]
    public void Extra_elements_of_every_type_are_written_back()
    {
        foreach (BsonValue value in Values)
        {
            byte[] document = new BsonDocument("v", value).ToBson();
            var writer = new DocumentWriter(new byte[64]);
            int start = writer.BeginDocument([0, 0, 0, 0]);
            ExtraElements.Write<NoNames>(ref writer, ExtraElements.ReadDictionary<NoNames>(new DocumentView(document)));
            writer.EndDocument(start);
            Assert.Equal(document, writer.Written.ToArray());
        }
    }

    [Fact]
    public void Damaged_bytes()
    {
        foreach (BsonValue value in Values.Where(value => value.BsonType is BsonType.Array or BsonType.Document))
        {
            byte[] document = new BsonDocument("v", value).ToBson();
            for (int position = 4; position < document.Length; position++)
            {
                foreach (byte damage in new byte[] { 0, 1, 2, 3, 4, 0x10, 0x7F, 0x80, 0xFF })
                {
                    byte[] damaged = [.. document];
                    damaged[position] = damage;
                    foreach (Action<byte[]> read in Readers)
                        Try(read, damaged);
                }
            }
        }
    }

    private static void Try(Action<byte[]> read, byte[] document)
    {
        try
        {
            read(document);
        }
        catch (BsonFormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static void Of<T, TCodec>(byte[] document)
        where TCodec : struct, IBsonCodec<T> => new DocumentView(document).Get<T, TCodec>("v"u8, required: false);

    private static void Extra(byte[] document) => ExtraElements.ReadDictionary<NoNames>(new DocumentView(document));
}
