using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Texts that are read as times: those that MongoDB.Bson reads, and no others.</summary>
public class TimeTextTests
{
    [Theory]
    [InlineData("10:00")]
    [InlineData("2020")]
    [InlineData("01/02/2020")]
    [InlineData("2020-01-01 10:00:00Z")]
    [InlineData(" 2020-01-01T10:00:00Z")]
    [InlineData("2020-01-01T00:00:00.12345678Z")]
    [InlineData("Tue, 15 Nov 1994 08:12:31 GMT")]
    [InlineData("")]
    public void Other_texts_are_no_times(string text)
    {
        Oracle.OutOfRange<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(text);
        Oracle.OutOfRange<DateTime, TextCodec<DateTime, DateTimeFormat<LocalKind>>>(text);
        Oracle.OutOfRange<DateTimeOffset, TextCodec<DateTimeOffset, DateTimeOffsetFormat>>(text);
        Oracle.OutOfRange<TimeOnly, TextCodec<TimeOnly, TimeOnlyFormat>>(text);
    }

    [Theory]
    [InlineData("1:02 PM")]
    [InlineData("01:02")]
    [InlineData("1:2:3.12345678")]
    [InlineData("24:00:00.0000000")]
    public void Other_texts_are_no_times_of_day(string text) => Oracle.OutOfRange<TimeOnly, TextCodec<TimeOnly, TimeOnlyFormat>>(text);

    [Theory]
    [InlineData("2020-01-02")]
    [InlineData("2020-01-02Z")]
    [InlineData("2020-01-02+01:00")]
    [InlineData("2020-01-02T03:04:05")]
    [InlineData("2020-01-02T03:04:05Z")]
    [InlineData("2020-01-02T03:04:05-04:00")]
    [InlineData("2020-01-02T03:04:05.1234567+14:00")]
    public void What_mongodb_reads_is_read(string text)
    {
        DateTimeSerializer serializer = DateTimeSerializer.UtcInstance.WithRepresentation(BsonType.String);
        byte[] document = new BsonDocument("v", text).ToBson();
        Assert.Equal(Oracle.Read(document, serializer), SingleElement.Read<DateTime, TextCodec<DateTime, DateTimeFormat<UtcKind>>>(document));
    }
}
