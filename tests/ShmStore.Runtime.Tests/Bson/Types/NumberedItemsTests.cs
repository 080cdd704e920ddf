using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Arrays of values of one size, of which type and name are compared in one step, around the lengths at which names get one digit more; and all that is not such an array.</summary>
public class NumberedItemsTests
{
    public static TheoryData<int> Lengths => [0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 1500, 12_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Items_of_any_number(int length)
    {
        Same<int, Int32Codec>([.. Enumerable.Range(-3, length)]);
        Same<long, Int64Codec>([.. Enumerable.Range(-3, length).Select(static i => i * 10_000_000_000)]);
        Same<double, DoubleCodec>([.. Enumerable.Range(-3, length).Select(static i => i * 0.5)]);
        Same<DateTime, DateTimeCodec>([.. Enumerable.Range(-3, length).Select(static i => DateTime.UnixEpoch.AddHours(i))]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Items_under_other_names_and_of_other_widths(int length)
    {
        int[] items = [.. Enumerable.Range(-3, length)];
        Assert.Equal(items, ReadArray(new BsonDocument(items.Select(static (item, i) => new BsonElement($"{i + 1}", item)))));
        Assert.Equal(items, ReadArray(new BsonDocument(items.Select(static (item, i) => new BsonElement($"0{i}", item)))));
        Assert.Equal(items, ReadArray(new BsonDocument(items.Select(static (item, i) => new BsonElement($"{i}", i % 7 == 3 ? item : (long)item)))));
        Assert.Equal(items, ReadArray(new BsonDocument(items.Select(static (item, i) => new BsonElement($"{i}", i == 12 ? (double)item : item)))));
    }

    [Fact]
    public void Whatever_a_byte_becomes_the_result_is_that_of_reading_one_after_the_other() =>
        Gen.Select(Gen.Int[0, 110], Gen.Int, Gen.Byte).Sample((length, place, value) =>
        {
            byte[] document = SingleElement.Write<int[], ArrayCodec<int, Int32Codec>>([.. Enumerable.Range(0, length)]);
            document[(uint)place % document.Length] = value;
            Assert.Equal(Outcome<int[], ArrayCodec<int, OneByOne>>(document), Outcome<int[], ArrayCodec<int, Int32Codec>>(document));
            Assert.Equal(Outcome<List<int>, ListCodec<int, OneByOne>>(document), Outcome<List<int>, ListCodec<int, Int32Codec>>(document));
        });

    private static int[] ReadArray(BsonDocument array)
    {
        // An array is a document with another type: the first byte after the length.
        byte[] document = new BsonDocument("v", array).ToBson();
        document[sizeof(int)] = (byte)ElementType.Array;
        int[] items = SingleElement.Read<int[], ArrayCodec<int, Int32Codec>>(document);
        Assert.Equal(items, SingleElement.Read<List<int>, ListCodec<int, Int32Codec>>(document));
        return items;
    }

    private static void Same<T, TCodec>(T[] items)
        where TCodec : struct, IBsonCodec<T>
    {
        byte[] document = SingleElement.Write<T[], ArrayCodec<T, TCodec>>(items);
        Assert.Equal(Oracle.Write(items), document);
        Assert.Equal(items, SingleElement.Read<T[], ArrayCodec<T, TCodec>>(document));
        Assert.Equal(items, SingleElement.Read<List<T>, ListCodec<T, TCodec>>(document));
    }

    private static string Outcome<T, TCodec>(byte[] document)
        where T : IEnumerable<int>
        where TCodec : struct, IBsonCodec<T>
    {
        try
        {
            return string.Join(' ', new DocumentView(document).Get<T, TCodec>("v"u8, required: true));
        }
        catch (BsonFormatException e)
        {
            return e.Message;
        }
    }

    // Without a short way.
    private readonly struct OneByOne : IBsonCodec<int>
    {
        public static ElementType TypeOf(int value) => Int32Codec.TypeOf(value);

        public static void Write(ref DocumentWriter writer, int value) => Int32Codec.Write(ref writer, value);

        public static int Read(ElementView element) => Int32Codec.Read(element);
    }
}
