using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Types that only MongoDB.Bson can serialise, kept from its traps.</summary>
public class MongoCodecTests
{
    [BsonSerializer(typeof(MoneySerializer))]
    public readonly record struct Money(long Cents);

    public sealed class MoneySerializer : StructSerializerBase<Money>
    {
        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Money value) => context.Writer.WriteString($"{value.Cents} ct");

        public override Money Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            new(long.Parse(context.Reader.ReadString().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [BsonSerializer(typeof(LabelSerializer))]
    public sealed record Label(string Text);

    /// <summary>Null is an empty text.</summary>
    public sealed class LabelSerializer : SerializerBase<Label?>
    {
        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Label? value) => context.Writer.WriteString(value?.Text ?? "");

        public override Label? Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) => context.Reader.ReadString() is { Length: > 0 } text ? new Label(text) : null;
    }

    public sealed record Foreign
    {
        public int X { get; set; }

        public Foreign? Inner { get; set; }
    }

    [Fact]
    public void Custom_serializers() => Oracle.AssertSame<Money, MongoCodec<Money>>(new Money(5));

    [Fact]
    public void Classes_without_a_generator() => Oracle.AssertSame<Foreign, MongoCodec<Foreign>>(new Foreign { X = 1, Inner = new Foreign { X = 2 } });

    [Fact]
    public void Other_element_types_are_set() => Oracle.AssertSame<System.Net.IPAddress, MongoCodec<System.Net.IPAddress>>(System.Net.IPAddress.Loopback);

    [Fact]
    public void Nulls()
    {
        Oracle.RefusesToWrite<Foreign, MongoCodec<Foreign>>(null!);
        Oracle.AssertSame<Foreign?, NullableReferenceCodec<Foreign, MongoCodec<Foreign>>>(null);
        Oracle.AssertSame<Money[], ArrayCodec<Money, MongoCodec<Money>>>([new(1), new(2)]);
    }

    [Fact]
    public void Null_is_none_where_the_member_is_not_nullable()
    {
        Oracle.Mismatch<Foreign, MongoCodec<Foreign>>(BsonNull.Value);
        Oracle.Mismatch<System.Net.IPEndPoint, MongoCodec<System.Net.IPEndPoint>>(BsonNull.Value);
        Assert.Contains("a Null where an IPAddress is expected", SingleElement.Refuses<System.Net.IPAddress, MongoCodec<System.Net.IPAddress>>(BsonNull.Value).Message, StringComparison.Ordinal);
        Assert.Null(SingleElement.Read<System.Net.IPAddress?, NullableReferenceCodec<System.Net.IPAddress, MongoCodec<System.Net.IPAddress>>>(BsonNull.Value));
    }

    [Fact]
    public void What_a_serializer_makes_null_of_is_null_where_the_member_is_nullable()
    {
        Assert.Null(SingleElement.Read<Label?, NullableReferenceCodec<Label, MongoCodec<Label>>>(""));
        Oracle.AssertSame<Label?, NullableReferenceCodec<Label, MongoCodec<Label>>>(new Label("x"));
    }

    [Fact]
    public void Endless_nesting_is_refused_on_write()
    {
        var cycle = new Foreign();
        cycle.Inner = cycle;
        Oracle.RefusesToWrite<Foreign, MongoCodec<Foreign>>(cycle);
    }

    [Fact]
    public void What_fits_alone_but_not_inside_is_refused_on_write()
    {
        Foreign value = new();
        for (int level = 1; level < 98; level++)
            value = new Foreign { Inner = value };
        Oracle.AssertSame<Foreign, MongoCodec<Foreign>>(value);
        Oracle.RefusesToWrite<Foreign[][], ArrayCodec<Foreign[], ArrayCodec<Foreign, MongoCodec<Foreign>>>>([[value]]);
    }

    [Fact]
    public void Deep_bytes_do_not_overflow_the_stack()
    {
        byte[] deep = Nested.Document(20_000);
        byte[] wrapped = [.. BitConverter.GetBytes(deep.Length + 8), 3, (byte)'v', 0, .. deep, 0];
        var error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<BsonDocument, MongoCodec<BsonDocument>>(wrapped));
        Assert.Equal(BsonFormatReason.LimitExceeded, error.Reason);
    }

    [Fact]
    public void What_a_serializer_cannot_read_is_a_mismatch()
    {
        Oracle.Mismatch<Money, MongoCodec<Money>>(1);
        Oracle.Mismatch<Money, MongoCodec<Money>>("x ct");
        Oracle.Mismatch<Foreign, MongoCodec<Foreign>>(new BsonDocument("Unknown", 1));
    }

    [Fact]
    public void What_a_serializer_has_thrown_is_kept()
    {
        var error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<Money, MongoCodec<Money>>(new BsonDocument("v", "x ct").ToBson()));
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains(error.InnerException.Message, error.Message, StringComparison.Ordinal);
    }
}
