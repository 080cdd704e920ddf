using MongoDB.Bson;
using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>The comparisons of codecs that are the same for every object type.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal static class CodecComparisons<T>
    where T : ISharedObject<T>, ISample<T>
{
    private const int DifferentObjects = 2048;

    /// <summary>Objects to bytes.</summary>
    public static Comparison Write()
    {
        T[] values = Rotation.Of<T>();
        return new Comparison("canonical write", MemoryPackCodec<T>.Name,
        [
            CodecContenders<T>.Write<ShmStoreCodec<T>>(values),
            CodecContenders<T>.Write<MemoryPackCodec<T>>(values),
            CodecContenders<T>.Write<MemoryPackBufferCodec<T>>(values),
            CodecContenders<T>.Write<MessagePackCodec<T>>(values),
            CodecContenders<T>.Write<JsonCodec<T>>(values),
            CodecContenders<T>.Write<MongoCodec<T>>(values),
        ])
        {
            Targets = [new Target(ShmStoreCodec<T>.Name, 0.4, MemoryPackCodec<T>.Name)],
            Check = static (contender, _, bytes) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes, contender.Name),
        };
    }

    /// <summary>Bytes to objects, each contender from what it wrote itself.</summary>
    public static Comparison Materialise()
    {
        T[] values = Rotation.Of<T>();
        return new Comparison("materialise", CodecContenders<T>.HeapClone,
        [
            CodecContenders<T>.Clone(values),
            CodecContenders<T>.Read<ShmStoreCodec<T>>(values),
            CodecContenders<T>.Read<ShmStoreForeignCodec<T>>(values),
            CodecContenders<T>.Read<MemoryPackCodec<T>>(values),
            CodecContenders<T>.Read<MessagePackCodec<T>>(values),
            CodecContenders<T>.Read<JsonCodec<T>>(values),
            CodecContenders<T>.Read<MongoCodec<T>>(values),
        ])
        {
            Targets =
            [
                new Target(ShmStoreCodec<T>.Name, 1.0, CodecContenders<T>.HeapClone),
                new Target(ShmStoreCodec<T>.Name, 0.55, MemoryPackCodec<T>.Name),
                new Target(ShmStoreCodec<T>.Name, 0.05, MongoCodec<T>.Name),
            ],
            Check = (contender, turn, _) => CodecContenders<T>.Expect(contender.Name, values[turn], (T)Sink.Kept!),
        };
    }

    /// <summary>As <see cref="Materialise"/>, of so many different objects that all texts but those of a few values have been forgotten when they come again.</summary>
    public static Comparison MaterialiseDifferent()
    {
        T[] values = Rotation.Of<T>(DifferentObjects);
        return new Comparison($"materialise, {DifferentObjects} different objects", CodecContenders<T>.HeapClone,
        [
            CodecContenders<T>.Clone(values),
            CodecContenders<T>.Read<ShmStoreCodec<T>>(values),
            CodecContenders<T>.Read<MemoryPackCodec<T>>(values),
        ])
        {
            Check = (contender, turn, _) => CodecContenders<T>.Expect(contender.Name, values[turn], (T)Sink.Kept!),
        };
    }

    /// <summary>BSON in another element order to objects.</summary>
    public static Comparison MaterialiseForeign()
    {
        T[] values = Rotation.Of<T>();
        byte[][] reversed = [.. values.Select(static value => Reversed(ShmStoreCodec<T>.ToBytes(value)))];
        return new Comparison("materialise, elements in the reverse order", MongoCodec<T>.Name,
        [
            CodecContenders<T>.Read<ShmStoreForeignCodec<T>>(reversed),
            CodecContenders<T>.Read<MongoCodec<T>>(reversed),
        ])
        {
            Check = (contender, turn, _) => CodecContenders<T>.Expect(contender.Name, values[turn], (T)Sink.Kept!),
        };
    }

    /// <summary>The same elements, the last first, as MongoDB.Bson writes them.</summary>
    public static byte[] Reversed(byte[] document)
    {
        var elements = new RawBsonDocument(document).Materialize(new MongoDB.Bson.IO.BsonBinaryReaderSettings());
        return new BsonDocument(elements.Elements.Reverse()).ToBson();
    }
}
