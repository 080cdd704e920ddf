using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>MongoDB.Bson with its class maps.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct MongoCodec<T> : ICodec<T>
{
    /// <inheritdoc/>
    public static string Name => "MongoDB.Bson";

    /// <inheritdoc/>
    public static long Write(T value) => ToBytes(value).Length;

    /// <inheritdoc/>
    public static byte[] ToBytes(T value) => value.ToBson();

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => BsonSerializer.Deserialize<T>(bytes);
}
