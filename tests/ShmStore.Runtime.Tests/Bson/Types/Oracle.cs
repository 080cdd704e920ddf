using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>What MongoDB.Bson makes of one value, in a document of one element named "v".</summary>
internal static class Oracle
{
    public static byte[] Write<T>(T value, IBsonSerializer<T>? serializer = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new BsonBinaryWriter(stream))
        {
            writer.WriteStartDocument();
            writer.WriteName("v");
            (serializer ?? BsonSerializer.LookupSerializer<T>()).Serialize(BsonSerializationContext.CreateRoot(writer), value);
            writer.WriteEndDocument();
        }
        return stream.ToArray();
    }

    public static T Read<T>(byte[] document, IBsonSerializer<T>? serializer = null)
    {
        using var reader = new BsonBinaryReader(new MemoryStream(document));
        reader.ReadStartDocument();
        reader.ReadName();
        return (serializer ?? BsonSerializer.LookupSerializer<T>()).Deserialize(BsonDeserializationContext.CreateRoot(reader));
    }

    /// <summary>The serializer of a type that a <c>[BsonRepresentation]</c> gives.</summary>
    public static IBsonSerializer<T> As<T>(BsonType representation) =>
        (IBsonSerializer<T>)((IRepresentationConfigurable)BsonSerializer.LookupSerializer<T>()).WithRepresentation(representation);

    /// <summary>Both write the same bytes, and each reads the value back from them.</summary>
    public static void AssertSame<T, TCodec>(T value, IBsonSerializer<T>? serializer = null)
        where TCodec : struct, IBsonCodec<T>
    {
        byte[] bytes = SingleElement.Write<T, TCodec>(value);
        Assert.Equal(Write(value, serializer), bytes);
        Assert.Equal(value, SingleElement.Read<T, TCodec>(bytes));
        Assert.Equal(value, Read(bytes, serializer));
        BsonValidation.Validate(bytes);
    }

    /// <summary>As <see cref="AssertSame{T, TCodec}(T, IBsonSerializer{T})"/>, and the raw form is the value's bytes.</summary>
    public static void AssertFixed<T, TRaw, TCodec>(T value, IBsonSerializer<T>? serializer = null)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<T, TRaw>, IBsonView<T>
    {
        AssertSame<T, TCodec>(value, serializer);
        TRaw raw = TCodec.ToRaw(value);
        Assert.True(TCodec.IsReadable(raw));
        Assert.Equal(value, TCodec.FromRaw(raw));
        byte[] bytes = SingleElement.Write<T, TCodec>(value);
        Assert.Equal(System.Runtime.InteropServices.MemoryMarshal.AsBytes([raw]).ToArray(), bytes[7..^1]);
        Assert.Equal(value, new DocumentView(bytes).GetView<T, TCodec>("v"u8, required: true));
    }

    public static void RefusesToWrite<T, TCodec>(T value)
        where TCodec : struct, IBsonCodec<T> => Assert.Throws<ArgumentException>(() => SingleElement.Write<T, TCodec>(value));

    public static void OutOfRange<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T> =>
        Assert.Equal(BsonFormatReason.ValueOutOfRange, SingleElement.Refuses<T, TCodec>(value).Reason);

    public static void Mismatch<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T> =>
        Assert.Equal(BsonFormatReason.TypeMismatch, SingleElement.Refuses<T, TCodec>(value).Reason);
}
