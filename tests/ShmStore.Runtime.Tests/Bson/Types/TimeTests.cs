using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Options;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Dates, times and durations in all forms that MongoDB.Bson's attributes give them.</summary>
public class TimeTests
{
    private static readonly Gen<DateTime> Utc = Gen.Long[0, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay].Select(ticks => new DateTime(ticks, DateTimeKind.Utc));
    private static readonly Gen<DateTime> WholeUtc = Utc.Select(v => v.AddTicks(-(v.Ticks % TimeSpan.TicksPerMillisecond)));
    private static readonly Gen<DateOnly> Dates = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<TimeOnly> Times = Gen.Long[0, TimeOnly.MaxValue.Ticks].Select(ticks => new TimeOnly(ticks));
    private static readonly Gen<TimeSpan> Spans = Gen.Long.Select(TimeSpan.FromTicks);
    private static readonly Gen<DateTimeOffset> Zoned =
        Gen.Select(Utc.Where(v => v.Ticks > TimeSpan.TicksPerDay), Gen.Int[-840, 840]).Select((v, minutes) => new DateTimeOffset(v).ToOffset(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Dates_as_text_ticks_and_documents() => Utc.Sample(v =>
    {
        Oracle.AssertSame<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.String));
        Oracle.AssertFixed<DateTime, long, DateTimeTicksCodec<UtcKind>>(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.Int64));
        Oracle.AssertSame<DateTime, DateTimeDocumentCodec<UtcKind>>(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.Document));
    });

    [Fact]
    public void Local_dates() => WholeUtc.Sample(utc =>
    {
        DateTime v = utc.ToLocalTime();
        Oracle.AssertFixed<DateTime, long, DateTimeKindCodec<LocalKind>>(v, DateTimeSerializer.LocalInstance);
        Assert.Equal(DateTimeKind.Local, SingleElement.Read<DateTime, DateTimeKindCodec<LocalKind>>(v).Kind);
        Oracle.AssertSame<DateTime, DateTimeDocumentCodec<LocalKind>>(v, DateTimeSerializer.LocalInstance.WithRepresentation(BsonType.Document));
    });

    [Fact]
    public void Dates_of_unspecified_kind() => WholeUtc.Sample(utc =>
    {
        DateTime v = DateTime.SpecifyKind(utc, DateTimeKind.Unspecified);
        Oracle.AssertFixed<DateTime, long, DateTimeKindCodec<UnspecifiedKind>>(v, new DateTimeSerializer(DateTimeKind.Unspecified));
        Assert.Equal(DateTimeKind.Unspecified, SingleElement.Read<DateTime, DateTimeKindCodec<UnspecifiedKind>>(utc).Kind);
        Oracle.RefusesToWrite<DateTime, DateTimeKindCodec<LocalKind>>(v);
        Oracle.RefusesToWrite<DateTime, DateTimeTicksCodec<UtcKind>>(v);
    });

    [Fact]
    public void Dates_without_time() => Dates.Sample(date =>
    {
        DateTime v = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        Oracle.AssertFixed<DateTime, long, DateTimeKindCodec<DateOnlyKind>>(v, DateTimeSerializer.DateOnlyInstance);
        Oracle.AssertSame<DateTime, TextCodec<DateTime, DateTimeFormat<DateOnlyKind>>>(v, new DateTimeSerializer(true, BsonType.String));
        Oracle.AssertFixed<DateTime, long, DateTimeTicksCodec<DateOnlyKind>>(v, new DateTimeSerializer(true, BsonType.Int64));
        Oracle.AssertSame<DateTime, DateTimeDocumentCodec<DateOnlyKind>>(v, new DateTimeSerializer(true, BsonType.Document));
        Oracle.RefusesToWrite<DateTime, DateTimeKindCodec<DateOnlyKind>>(v.AddTicks(1));
    });

    [Fact]
    public void Dates_with_time_are_refused_where_only_the_date_is_stored()
    {
        Oracle.OutOfRange<DateTime, DateTimeKindCodec<DateOnlyKind>>(new BsonDateTime(1));
        Oracle.OutOfRange<DateTime, DateTimeTicksCodec<DateOnlyKind>>(1L);
        Oracle.OutOfRange<DateTime, TextCodec<DateTime, DateTimeFormat<DateOnlyKind>>>("2024-01-02T03:04:05Z");
        Assert.Contains("has a time of day", SingleElement.Refuses<DateTime, TextCodec<DateTime, DateTimeFormat<DateOnlyKind>>>("2024-01-02T03:04:05Z").Message, StringComparison.Ordinal);
        Assert.Contains("'2024' is not that of a DateTime", SingleElement.Refuses<DateTime, TextCodec<DateTime, DateTimeFormat<DateOnlyKind>>>("2024").Message, StringComparison.Ordinal);
        Oracle.OutOfRange<DateTime, DateTimeDocumentCodec<DateOnlyKind>>(new BsonDocument("Ticks", 1L));
        Assert.False(DateTimeKindCodec<DateOnlyKind>.IsReadable(1));
        Assert.False(DateTimeTicksCodec<DateOnlyKind>.IsReadable(1));
        Assert.Throws<BsonFormatException>(() => DateTimeKindCodec<DateOnlyKind>.FromRaw(1));
        Assert.Throws<BsonFormatException>(() => DateTimeTicksCodec<UtcKind>.FromRaw(-1));
    }

    [Fact]
    public void Documents_of_a_time_with_its_zone_are_no_times_without()
    {
        // The ticks are local: five hours from the instant.
        byte[] zoned = SingleElement.Write<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(2024, 1, 2, 3, 0, 0, TimeSpan.FromHours(5)));
        BsonValue value = BsonSerializer.Deserialize<BsonDocument>(zoned)["v"];
        Oracle.Mismatch<DateTime, DateTimeDocumentCodec<UtcKind>>(value);
        Oracle.Mismatch<DateTime, DateTimeDocumentCodec<DateOnlyKind>>(value);
        Oracle.Mismatch<DateOnly, DateOnlyDocumentCodec>(value);
        Assert.Contains("zone", SingleElement.Refuses<DateTime, DateTimeDocumentCodec<UtcKind>>(value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Least_and_greatest_dates()
    {
        foreach (DateTime edge in new[] { DateTime.MinValue, DateTime.MaxValue })
        {
            DateTime v = DateTime.SpecifyKind(edge, DateTimeKind.Utc);
            Oracle.AssertFixed<DateTime, long, DateTimeTicksCodec<UtcKind>>(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.Int64));
            Assert.Equal(v, SingleElement.Read<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(
                Oracle.Write(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.String))));
            Assert.Equal(edge, SingleElement.Read<DateTime, DateTimeKindCodec<LocalKind>>(SingleElement.Write<DateTime, DateTimeKindCodec<LocalKind>>(edge)));
        }
    }

    [Fact]
    public void DateOnly_in_all_forms()
    {
        Dates.Sample(DateOnlyForms);
        DateOnlyForms(DateOnly.MinValue);
        DateOnlyForms(DateOnly.MaxValue);
        Oracle.OutOfRange<DateOnly, DateOnlyCodec>(new BsonDateTime(1));
        Oracle.OutOfRange<DateOnly, DateOnlyCodec>(new BsonDateTime(long.MaxValue));
        Oracle.OutOfRange<DateOnly, DateOnlyTicksCodec>(1L);
        Oracle.OutOfRange<DateOnly, DateOnlyTicksCodec>(-TimeSpan.TicksPerDay);
        Oracle.OutOfRange<DateOnly, TextCodec<DateOnly, DateOnlyFormat>>("2024-13-01");
        Oracle.Mismatch<DateOnly, DateOnlyCodec>("2024-01-01");
        Assert.False(DateOnlyCodec.IsReadable(1));
        Assert.Throws<BsonFormatException>(() => DateOnlyCodec.FromRaw(1));
        Assert.Throws<BsonFormatException>(() => DateOnlyTicksCodec.FromRaw(1));
    }

    private static void DateOnlyForms(DateOnly v)
    {
        Oracle.AssertFixed<DateOnly, long, DateOnlyCodec>(v);
        Oracle.AssertFixed<DateOnly, long, DateOnlyTicksCodec>(v, Oracle.As<DateOnly>(BsonType.Int64));
        Oracle.AssertSame<DateOnly, TextCodec<DateOnly, DateOnlyFormat>>(v, Oracle.As<DateOnly>(BsonType.String));
        Oracle.AssertSame<DateOnly, DateOnlyDocumentCodec>(v, Oracle.As<DateOnly>(BsonType.Document));
    }

    [Fact]
    public void TimeOnly_in_all_forms()
    {
        Times.Sample(v =>
        {
            Oracle.AssertFixed<TimeOnly, long, DurationInt64Codec<TimeOnly, TickUnit>>(v);
            Oracle.AssertSame<TimeOnly, TextCodec<TimeOnly, TimeOnlyFormat>>(v, Oracle.As<TimeOnly>(BsonType.String));
            Oracle.AssertSame<TimeOnly, TimeOnlyDocumentCodec>(v, Oracle.As<TimeOnly>(BsonType.Document));
            Oracle.AssertFixed<TimeOnly, long, DurationInt64Codec<TimeOnly, NanosecondUnit>>(v, new TimeOnlySerializer(BsonType.Int64, TimeOnlyUnits.Nanoseconds));
        });
        Oracle.OutOfRange<TimeOnly, DurationInt64Codec<TimeOnly, TickUnit>>(TimeSpan.TicksPerDay);
        Oracle.OutOfRange<TimeOnly, DurationInt64Codec<TimeOnly, TickUnit>>(-1L);
        Oracle.OutOfRange<TimeOnly, DurationDoubleCodec<TimeOnly, HourUnit>>(24.0);
        Oracle.OutOfRange<TimeOnly, TimeOnlyDocumentCodec>(new BsonDocument("Ticks", TimeSpan.TicksPerDay));
        Oracle.OutOfRange<TimeOnly, TimeOnlyDocumentCodec>(new BsonDocument("Ticks", -1));
        Oracle.Mismatch<TimeOnly, TimeOnlyDocumentCodec>(1L);
        Oracle.RefusesToWrite<TimeOnly, DurationInt32Codec<TimeOnly, TickUnit>>(TimeOnly.MaxValue);
    }

    [Fact]
    public void TimeOnly_as_a_document_comes_back_from_relaxed_JSON()
    {
        foreach (TimeOnly v in new[] { TimeOnly.MinValue, new TimeOnly(1), TimeOnly.MaxValue })
        {
            string json = SharedObject.FromObject(BsonSerializer.Deserialize<BsonDocument>(SingleElement.Write<TimeOnly, TimeOnlyDocumentCodec>(v))).ToExtendedJson(relaxed: true);
            Assert.Equal(v, SingleElement.Read<TimeOnly, TimeOnlyDocumentCodec>(SharedObject.FromExtendedJson(json).ToBsonDocument().ToBson()));
        }
    }

    [Fact]
    public void Fractions_come_back_to_the_tick_where_mongodb_reads_some_a_tick_short()
    {
        int shorter = 0;
        for (int ticks = 0; ticks < 1000; ticks++)
        {
            var v = TimeSpan.FromTicks(ticks);
            byte[] document = SingleElement.Write<TimeSpan, DurationDoubleCodec<TimeSpan, SecondUnit>>(v);
            Assert.Equal(Oracle.Write(v, Span(BsonType.Double, TimeSpanUnits.Seconds)), document);
            Assert.Equal(v, SingleElement.Read<TimeSpan, DurationDoubleCodec<TimeSpan, SecondUnit>>(document));
            shorter += Oracle.Read(document, Span(BsonType.Double, TimeSpanUnits.Seconds)) < v ? 1 : 0;
        }

        Assert.NotEqual(0, shorter);
    }

    [Fact]
    public void TimeSpan_as_text()
    {
        Spans.Sample(v => Oracle.AssertSame<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>(v));
        Oracle.AssertSame<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>(TimeSpan.MinValue);
        Oracle.AssertSame<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>(TimeSpan.MaxValue);
        Oracle.OutOfRange<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>("later");
        Oracle.OutOfRange<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>(new string('1', 500));
        Oracle.Mismatch<TimeSpan, TextCodec<TimeSpan, TimeSpanFormat>>(1L);
    }

    [Fact]
    public void TimeSpan_in_units()
    {
        Spans.Sample(v => Oracle.AssertFixed<TimeSpan, long, DurationInt64Codec<TimeSpan, TickUnit>>(v, Span(BsonType.Int64, TimeSpanUnits.Ticks)));
        Gen.Long[-1_000_000, 1_000_000].Sample(n =>
        {
            Units<DayUnit>(n, TimeSpan.TicksPerDay, TimeSpanUnits.Days);
            Units<HourUnit>(n, TimeSpan.TicksPerHour, TimeSpanUnits.Hours);
            Units<MinuteUnit>(n, TimeSpan.TicksPerMinute, TimeSpanUnits.Minutes);
            Units<SecondUnit>(n, TimeSpan.TicksPerSecond, TimeSpanUnits.Seconds);
            Units<MillisecondUnit>(n, TimeSpan.TicksPerMillisecond, TimeSpanUnits.Milliseconds);
            Units<MicrosecondUnit>(n, TimeSpan.TicksPerMicrosecond, TimeSpanUnits.Microseconds);
            Units<NanosecondUnit>(n, 1, TimeSpanUnits.Nanoseconds);
        });
    }

    [Fact]
    public void What_is_finer_than_the_unit_is_cut_off_as_mongodb_does() => Spans.Sample(v =>
    {
        Assert.Equal(Oracle.Write(v, Span(BsonType.Int64, TimeSpanUnits.Seconds)), SingleElement.Write<TimeSpan, DurationInt64Codec<TimeSpan, SecondUnit>>(v));
        Assert.Equal(Oracle.Write(v, Span(BsonType.Double, TimeSpanUnits.Hours)), SingleElement.Write<TimeSpan, DurationDoubleCodec<TimeSpan, HourUnit>>(v));
    });

    [Fact]
    public void Units_out_of_range()
    {
        Oracle.RefusesToWrite<TimeSpan, DurationInt64Codec<TimeSpan, NanosecondUnit>>(TimeSpan.MaxValue);
        Oracle.RefusesToWrite<TimeSpan, DurationInt32Codec<TimeSpan, SecondUnit>>(TimeSpan.MaxValue);
        Oracle.OutOfRange<TimeSpan, DurationInt64Codec<TimeSpan, DayUnit>>(long.MaxValue);
        Oracle.OutOfRange<TimeSpan, DurationInt64Codec<TimeSpan, NanosecondUnit>>(1L);
        Oracle.OutOfRange<TimeSpan, DurationDoubleCodec<TimeSpan, DayUnit>>(double.NaN);
        Oracle.OutOfRange<TimeSpan, DurationDoubleCodec<TimeSpan, DayUnit>>(10675199.2);
        Oracle.OutOfRange<TimeSpan, DurationDoubleCodec<TimeSpan, DayUnit>>(1e300);
        foreach (TimeSpan longest in (TimeSpan[])[TimeSpan.MaxValue, TimeSpan.MinValue])
        {
            Longest<DayUnit>(longest, TimeSpanUnits.Days);
            Longest<HourUnit>(longest, TimeSpanUnits.Hours);
            Longest<MinuteUnit>(longest, TimeSpanUnits.Minutes);
            Longest<SecondUnit>(longest, TimeSpanUnits.Seconds);
            Longest<MillisecondUnit>(longest, TimeSpanUnits.Milliseconds);
            Longest<MicrosecondUnit>(longest, TimeSpanUnits.Microseconds);
            Longest<TickUnit>(longest, TimeSpanUnits.Ticks);
            Longest<NanosecondUnit>(longest, TimeSpanUnits.Nanoseconds);
        }
        Oracle.Mismatch<TimeSpan, DurationInt32Codec<TimeSpan, DayUnit>>("1");
        Assert.Throws<BsonFormatException>(() => DurationInt64Codec<TimeSpan, DayUnit>.FromRaw(long.MaxValue));
    }

    [Fact]
    public void Zoned_times()
    {
        Zoned.Sample(ZonedForms);
        ZonedForms(DateTimeOffset.MinValue);
        ZonedForms(DateTimeOffset.MaxValue);
        Assert.Equal(
            new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
            SingleElement.Read<DateTimeOffset, DateTimeOffsetCodec>(new BsonArray { new DateTime(2024, 1, 2, 3, 4, 5).Ticks, 60 }));
    }

    private static void ZonedForms(DateTimeOffset v)
    {
        Oracle.AssertSame<DateTimeOffset, DateTimeOffsetCodec>(v);
        Oracle.AssertSame<DateTimeOffset, DateTimeOffsetArrayCodec>(v, Oracle.As<DateTimeOffset>(BsonType.Array));
        Oracle.AssertSame<DateTimeOffset, TextCodec<DateTimeOffset, DateTimeOffsetFormat>>(v, Oracle.As<DateTimeOffset>(BsonType.String));
        Assert.Equal(Oracle.Write(v, Oracle.As<DateTimeOffset>(BsonType.DateTime)), SingleElement.Write<DateTimeOffset, DateTimeOffsetDateCodec>(v));
    }

    [Fact]
    public void Zoned_times_out_of_range()
    {
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 0L, 60 });
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { long.MaxValue, 0 });
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 1L << 60, 841 });
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 1L << 60, int.MinValue });
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 1L << 60 });
        Oracle.OutOfRange<DateTimeOffset, DateTimeOffsetArrayCodec>(new BsonArray { 1L << 60, 0, 0 });
        Oracle.Mismatch<DateTimeOffset, DateTimeOffsetCodec>("2024");
        Assert.Throws<BsonFormatException>(() => SingleElement.Read<DateTimeOffset, DateTimeOffsetCodec>(new BsonDocument("Ticks", 1L)));
    }

    private static void Longest<TUnit>(TimeSpan value, TimeSpanUnits units)
        where TUnit : struct, ITimeUnit
    {
        byte[] document = SingleElement.Write<TimeSpan, DurationDoubleCodec<TimeSpan, TUnit>>(value);
        Assert.Equal(Oracle.Write(value, Span(BsonType.Double, units)), document);
        Assert.Equal(value, SingleElement.Read<TimeSpan, DurationDoubleCodec<TimeSpan, TUnit>>(document));
    }

    private static void Units<TUnit>(long count, long ticksPerUnit, TimeSpanUnits units)
        where TUnit : struct, ITimeUnit
    {
        TimeSpan v = TimeSpan.FromTicks(count * ticksPerUnit);
        Oracle.AssertFixed<TimeSpan, long, DurationInt64Codec<TimeSpan, TUnit>>(v, Span(BsonType.Int64, units));
        Oracle.AssertFixed<TimeSpan, int, DurationInt32Codec<TimeSpan, TUnit>>(v, Span(BsonType.Int32, units));
        Oracle.AssertFixed<TimeSpan, double, DurationDoubleCodec<TimeSpan, TUnit>>(v, Span(BsonType.Double, units));
    }

    private static TimeSpanSerializer Span(BsonType representation, TimeSpanUnits units) => new TimeSpanSerializer(representation, units);
}
