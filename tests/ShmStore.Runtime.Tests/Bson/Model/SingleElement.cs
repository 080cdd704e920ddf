using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>Documents of one element named "v", through one codec.</summary>
internal static class SingleElement
{
    public static byte[] Write<T, TCodec>(T value)
        where TCodec : struct, IBsonCodec<T>
    {
        var writer = new DocumentWriter(new byte[64]);
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<T, TCodec>("v"u8, value);
        writer.EndDocument(start);
        return writer.Written.ToArray();
    }

    public static T Read<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T> => Read<T, TCodec>(new BsonDocument("v", value).ToBson());

    public static T Read<T, TCodec>(byte[] document)
        where TCodec : struct, IBsonCodec<T>
    {
        (string? inOrder, string? refusal) = ReadInOrder<T, TCodec>(document);
        try
        {
            T value = new DocumentView(document).Get<T, TCodec>("v"u8, required: true);
            Assert.Null(refusal);
            Assert.Equal(Written<T, TCodec>(value), inOrder);
            return value;
        }
        catch (BsonFormatException e)
        {
            Assert.Equal(e.Message, refusal);
            throw;
        }
    }

    // The way that generated code reads members, and codecs without a view of the element where they can: it must give the same, or the same error.
    private static (string? Written, string? Refusal) ReadInOrder<T, TCodec>(byte[] document)
        where TCodec : struct, IBsonCodec<T>
    {
        try
        {
            return (Written<T, TCodec>(new DocumentView(document).Tail().Next<T, TCodec>("v"u8, required: true)), null);
        }
        catch (BsonFormatException e)
        {
            return (null, e.Message);
        }
    }

    // Not everything that is read can be written; the message names the value.
    private static string Written<T, TCodec>(T value)
        where TCodec : struct, IBsonCodec<T>
    {
        try
        {
            return Convert.ToHexString(Write<T, TCodec>(value));
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes the bytes MongoDB.Bson writes, and reads the value back.</summary>
    public static void AssertSame<T, TCodec>(T value, BsonValue oracle)
        where TCodec : struct, IBsonCodec<T>
    {
        byte[] bytes = Write<T, TCodec>(value);
        Assert.Equal(new BsonDocument("v", oracle).ToBson(), bytes);
        Assert.Equal(value, Read<T, TCodec>(bytes));
    }

    public static BsonFormatException Refuses<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T>
    {
        var error = Assert.Throws<BsonFormatException>(() => Read<T, TCodec>(value));
        Assert.Equal("v", error.FieldPath);
        return error;
    }
}
