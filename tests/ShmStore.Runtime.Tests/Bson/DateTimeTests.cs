using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

public class DateTimeTests
{
    [Fact]
    public void Utc_times_are_written_as_MongoDB_Bson_writes_them() =>
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTime(ticks, DateTimeKind.Utc)).Sample(value =>
        {
            byte[] expected = new BsonDocument("v", new BsonDateTime(value)).ToBson();
            Assert.Equal(expected, SingleElement.Write<DateTime, DateTimeCodec>(value));
            DateTime read = SingleElement.Read<DateTime, DateTimeCodec>(expected);
            Assert.Equal(new BsonDateTime(value).ToUniversalTime(), read);
            Assert.Equal(DateTimeKind.Utc, read.Kind);
        });

    [Fact]
    public void Local_times_are_converted()
    {
        var local = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Local);
        Assert.Equal(local.ToUniversalTime(), SingleElement.Read<DateTime, DateTimeCodec>(SingleElement.Write<DateTime, DateTimeCodec>(local)));
    }

    [Fact]
    public void Unspecified_times_are_refused_with_advice()
    {
        var error = Assert.Throws<ArgumentException>(() => DateTimeCodec.ToRaw(new DateTime(2024, 7, 1)));
        Assert.Contains("2024-07-01", error.Message, StringComparison.Ordinal);
        Assert.Contains("DateTimeKind.Utc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_extremes_stand_for_themselves()
    {
        Assert.Equal(DateTime.MinValue.Ticks, DateTimeCodec.FromRaw(DateTimeCodec.ToRaw(DateTime.MinValue)).Ticks);
        Assert.Equal(DateTime.MaxValue.Ticks, DateTimeCodec.FromRaw(DateTimeCodec.ToRaw(DateTime.MaxValue)).Ticks);
        Assert.Equal(new BsonDateTime(DateTime.MaxValue).MillisecondsSinceEpoch, DateTimeCodec.ToRaw(DateTime.MaxValue));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-62135596800001)]
    [InlineData(253402300800000)]
    public void Times_beyond_a_DateTime_are_refused(long milliseconds)
    {
        Assert.Equal(BsonFormatReason.ValueOutOfRange, SingleElement.Refuses<DateTime, DateTimeCodec>(new BsonDateTime(milliseconds)).Reason);
        Assert.Equal(BsonFormatReason.ValueOutOfRange, Assert.Throws<BsonFormatException>(() => DateTimeCodec.FromRaw(milliseconds)).Reason);
    }
}
