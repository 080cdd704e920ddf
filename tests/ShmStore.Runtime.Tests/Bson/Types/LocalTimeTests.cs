using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Local times in a zone that is not UTC's. The zone is the whole process's, so nothing else runs meanwhile.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LocalTimeTests : IDisposable
{
    private readonly string? _zone = Environment.GetEnvironmentVariable("TZ");

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void As_text_they_have_their_zone_as_mongodb_writes_it(string zone)
    {
        Enter(zone);
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay].Select(static ticks => new DateTime(ticks, DateTimeKind.Utc).ToLocalTime()).Sample(static v =>
        {
            Oracle.AssertSame<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(v, DateTimeSerializer.LocalInstance.WithRepresentation(BsonType.String));
            byte[] document = SingleElement.Write<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(v);
            Assert.Equal(Oracle.Write(v, DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.String)), document);
            Assert.Equal(v.ToUniversalTime(), SingleElement.Read<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(document));
        });
    }

    [Fact]
    public void Both_hours_of_a_night_that_has_one_twice_come_back()
    {
        Enter("America/New_York");
        DateTime first = new DateTime(2024, 11, 3, 5, 30, 0, DateTimeKind.Utc).ToLocalTime();
        DateTime second = new DateTime(2024, 11, 3, 6, 30, 0, DateTimeKind.Utc).ToLocalTime();
        Assert.Equal(first, second);
        foreach (DateTime local in new[] { first, second })
        {
            byte[] document = SingleElement.Write<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(local);
            Assert.Equal(local.ToUniversalTime(), SingleElement.Read<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(document).ToUniversalTime());
        }
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void What_is_beyond_the_calendar_in_the_other_zone_is_refused(string zone)
    {
        Enter(zone);
        bool isBehind = TimeZoneInfo.Local.BaseUtcOffset < TimeSpan.Zero;
        var utc = new DateTime(isBehind ? TimeSpan.TicksPerHour : DateTime.MaxValue.Ticks - TimeSpan.TicksPerHour, DateTimeKind.Utc);
        Oracle.OutOfRange<DateTime, DateTimeKindCodec<LocalKind>>(new BsonDateTime(utc));
        Oracle.OutOfRange<DateTime, DateTimeKindCodec<UnspecifiedKind>>(new BsonDateTime(utc));
        Assert.False(DateTimeKindCodec<LocalKind>.IsReadable(DateTimeCodec.ToRaw(utc)));
        Assert.Contains("calendar", Assert.Throws<BsonFormatException>(() => DateTimeTicksCodec<LocalKind>.FromRaw(utc.Ticks)).Message, StringComparison.Ordinal);

        var local = new DateTime(isBehind ? DateTime.MaxValue.Ticks - TimeSpan.TicksPerHour : TimeSpan.TicksPerHour, DateTimeKind.Local);
        Oracle.RefusesToWrite<DateTime, DateTimeCodec>(local);
        Oracle.RefusesToWrite<DateTime, DateTimeTicksCodec<LocalKind>>(local);
        Oracle.RefusesToWrite<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(local);
        Oracle.RefusesToWrite<DateTime, DateTimeKindCodec<UnspecifiedKind>>(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void What_could_not_be_read_again_is_refused_in_all_forms(string zone)
    {
        Enter(zone);
        bool isBehind = TimeZoneInfo.Local.BaseUtcOffset < TimeSpan.Zero;
        foreach (DateTime beyond in isBehind
            ? new[] { DateTime.MinValue.AddSeconds(1), DateTime.MinValue.AddHours(4) }
            : [DateTime.MaxValue.AddSeconds(-1), new DateTime(9999, 12, 31, 23, 59, 59), DateTime.MaxValue.AddHours(-9).AddMilliseconds(1)])
        {
            AssertUnreadable<LocalKind>(DateTime.SpecifyKind(beyond, DateTimeKind.Utc));
            AssertUnreadable<UnspecifiedKind>(DateTime.SpecifyKind(beyond, DateTimeKind.Utc));
        }

        var last = new DateTime(isBehind ? DateTime.MinValue.AddHours(6).Ticks : DateTime.MaxValue.AddHours(-9).AddSeconds(-1).Ticks, DateTimeKind.Utc);
        Assert.Equal(last, SingleElement.Read<DateTime, DateTimeTicksCodec<LocalKind>>(SingleElement.Write<DateTime, DateTimeTicksCodec<LocalKind>>(last)).ToUniversalTime());
    }

    private static void AssertUnreadable<TKind>(DateTime utc)
        where TKind : struct, IDateTimeKind
    {
        AssertUnwritable<TKind, DateTimeKindCodec<TKind>>(utc);
        AssertUnwritable<TKind, DateTimeTicksCodec<TKind>>(utc);
        AssertUnwritable<TKind, DateTimeDocumentCodec<TKind>>(utc);
        AssertUnwritable<TKind, TextCodec<DateTime, DateTimeFormat<TKind>>>(utc);

        // Another machine may have written them.
        string text = new DocumentView(SingleElement.Write<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(utc)).Get<string, StringCodec>("v"u8, required: true);
        BsonFormatException error = SingleElement.Refuses<DateTime, TextCodec<DateTime, DateTimeFormat<TKind>>>(text);
        Assert.Equal(BsonFormatReason.ValueOutOfRange, error.Reason);
        Assert.Contains($"{utc:O} is beyond the calendar in this machine's zone", error.Message, StringComparison.Ordinal);
        Oracle.OutOfRange<DateTime, DateTimeTicksCodec<TKind>>(utc.Ticks);
        Oracle.OutOfRange<DateTime, DateTimeDocumentCodec<TKind>>(new BsonDocument("Ticks", utc.Ticks));
    }

    private static void AssertUnwritable<TKind, TCodec>(DateTime utc)
        where TKind : struct, IDateTimeKind
        where TCodec : struct, IBsonCodec<DateTime> =>
        Assert.Contains(TKind.Problem(utc), Assert.Throws<ArgumentException>(() => SingleElement.Write<DateTime, TCodec>(utc)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void The_least_and_the_greatest_stand_for_themselves(string zone)
    {
        Enter(zone);
        foreach (DateTime edge in new[] { DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Local), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Local) })
        {
            Assert.Equal(edge, SingleElement.Read<DateTime, DateTimeKindCodec<LocalKind>>(SingleElement.Write<DateTime, DateTimeKindCodec<LocalKind>>(edge)));
            Assert.Equal(edge, SingleElement.Read<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(SingleElement.Write<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(edge)));
        }
    }

    public void Dispose() => Set(_zone);

    private static void Enter(string zone)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the zone is not taken from the environment.");
        Set(zone);
        Assert.NotEqual(TimeSpan.Zero, TimeZoneInfo.Local.BaseUtcOffset);
    }

    private static void Set(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
