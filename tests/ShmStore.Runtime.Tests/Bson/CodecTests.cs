using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Each codec against MongoDB.Bson: the same bytes, and the value back.</summary>
public class CodecTests
{
    [Fact]
    public void Booleans() => Gen.Bool.Sample(v => SingleElement.AssertSame<bool, BooleanCodec>(v, v));

    [Fact]
    public void Integers()
    {
        Gen.Int.Sample(v => SingleElement.AssertSame<int, Int32Codec>(v, v));
        Gen.Long.Sample(v => SingleElement.AssertSame<long, Int64Codec>(v, v));
    }

    [Fact]
    public void Doubles() => Gen.Double.Sample(v => SingleElement.AssertSame<double, DoubleCodec>(v, v));

    [Fact]
    public void Strings() =>
        Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 60].Select(chars => new string(chars))
            .Sample(v => SingleElement.AssertSame<string, StringCodec>(v, v));

    [Fact]
    public void Ascii_strings_of_every_length()
    {
        for (int length = 0; length < 2100; length++)
        {
            string text = string.Create(length, length, static (chars, seed) =>
            {
                for (int i = 0; i < chars.Length; i++)
                    chars[i] = (char)((i * 7 + seed) % 128);
            });
            SingleElement.AssertSame<string, StringCodec>(text, text);
            if (length > 0)
                SingleElement.AssertSame<string, StringCodec>(text[1..] + "é", text[1..] + "é");
        }
    }

    [Fact]
    public void Binary_data() =>
        Gen.Byte.Array[0, 50].Sample(v => SingleElement.AssertSame<byte[], BinaryCodec>(v, new BsonBinaryData(v)));

    [Fact]
    public void Guids() =>
        Gen.Guid.Sample(v => SingleElement.AssertSame<Guid, GuidCodec>(v, new BsonBinaryData(v, GuidRepresentation.Standard)));

    [Fact]
    public void Object_ids() =>
        Gen.Byte.Array[12].Sample(v => SingleElement.AssertSame<ObjectId, ObjectIdCodec>(new ObjectId(v), new ObjectId(v)));

    [Fact]
    public void Enums()
    {
        SingleElement.AssertSame<Color, EnumInt32Codec<Color>>(Color.Green, 2);
        SingleElement.AssertSame<Color, EnumInt32Codec<Color>>((Color)99, 99);
        SingleElement.AssertSame<Narrow, EnumInt32Codec<Narrow>>(Narrow.Low, -5);
        SingleElement.AssertSame<Small, EnumInt32Codec<Small>>(Small.High, 200);
        SingleElement.AssertSame<Medium, EnumInt32Codec<Medium>>(Medium.High, 60000);
        SingleElement.AssertSame<Wide, EnumInt64Codec<Wide>>(Wide.High, 4_000_000_000L);
        SingleElement.AssertSame<Huge, EnumInt64Codec<Huge>>(Huge.High, long.MaxValue);
    }

    [Fact]
    public void Nullables()
    {
        SingleElement.AssertSame<int?, NullableCodec<int, Int32Codec>>(5, 5);
        SingleElement.AssertSame<int?, NullableCodec<int, Int32Codec>>(null, BsonNull.Value);
        SingleElement.AssertSame<string?, NullableReferenceCodec<string, StringCodec>>("s", "s");
        SingleElement.AssertSame<string?, NullableReferenceCodec<string, StringCodec>>(null, BsonNull.Value);
        Assert.Null(SingleElement.Read<int?, NullableCodec<int, Int32Codec>>(BsonUndefined.Value));
    }

    [Fact]
    public void Arrays_of_arrays_and_of_nullables()
    {
        int[][] jagged = [[1], [], [2, 3]];
        SingleElement.AssertSame<int[][], ArrayCodec<int[], ArrayCodec<int, Int32Codec>>>(
            jagged, new BsonArray(jagged.Select(row => new BsonArray(row))));
        SingleElement.AssertSame<long?[], ArrayCodec<long?, NullableCodec<long, Int64Codec>>>([1, null, 3], new BsonArray { 1L, BsonNull.Value, 3L });
    }

    [Fact]
    public void Old_binary_subtype_is_read_and_others_are_refused()
    {
#pragma warning disable CS0618 // the old subtype is what is tested
        Assert.Equal([9, 8], SingleElement.Read<byte[], BinaryCodec>(new BsonBinaryData([9, 8], BsonBinarySubType.OldBinary)));
#pragma warning restore CS0618
        Assert.Equal(BsonFormatReason.TypeMismatch, SingleElement.Refuses<byte[], BinaryCodec>(new BsonBinaryData([1], BsonBinarySubType.MD5)).Reason);
        Assert.Equal(BsonFormatReason.TypeMismatch, SingleElement.Refuses<Guid, GuidCodec>(new BsonBinaryData(new byte[16], BsonBinarySubType.UuidLegacy)).Reason);
    }
}
