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
        where TCodec : struct, IBsonCodec<T> => new DocumentView(document).Get<T, TCodec>("v"u8, required: true);

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
