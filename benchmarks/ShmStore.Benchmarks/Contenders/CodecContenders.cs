using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>Contenders that write and read rotating objects.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal static class CodecContenders<T>
    where T : ISharedObject<T>, ISample<T>
{
    /// <summary>Name of the contender that copies on the managed heap.</summary>
    public const string HeapClone = "heap clone";

    /// <summary>Writes the objects.</summary>
    public static Contender Write<TCodec>(T[] values)
        where TCodec : struct, ICodec<T>
    {
        for (int turn = 0; turn < values.Length; turn++)
            Expect(TCodec.Name, values[turn], TCodec.Read(TCodec.ToBytes(values[turn])));
        return Contender.Of(TCodec.Name, new WriteOperation<TCodec>(values));
    }

    /// <summary>Reads whole objects from what the codec itself writes.</summary>
    public static Contender Read<TCodec>(T[] values)
        where TCodec : struct, ICodec<T> => Read<TCodec>([.. values.Select(TCodec.ToBytes)]);

    /// <summary>Reads whole objects.</summary>
    public static Contender Read<TCodec>(byte[][] documents)
        where TCodec : struct, ICodec<T> => Contender.Of(TCodec.Name, new ReadOperation<TCodec>(documents));

    /// <summary>Copies the objects on the managed heap.</summary>
    public static Contender Clone(T[] values) => Contender.Of(HeapClone, new CloneOperation(values));

    /// <summary>Throws unless two objects are equal in all members.</summary>
    public static void Expect(string contender, T expected, T actual)
    {
        if (!ShmStoreCodec<T>.ToBytes(expected).AsSpan().SequenceEqual(ShmStoreCodec<T>.ToBytes(actual)))
            throw new InvalidOperationException($"'{contender}' made {actual} of {expected}.");
    }

    private readonly struct WriteOperation<TCodec>(T[] values) : IOperation
        where TCodec : struct, ICodec<T>
    {
        public long Run(int turn) => TCodec.Write(Rotation.At(values, turn));
    }

    private readonly struct ReadOperation<TCodec>(byte[][] documents) : IOperation
        where TCodec : struct, ICodec<T>
    {
        public long Run(int turn) => Sink.Keep(TCodec.Read(Rotation.At(documents, turn)));
    }

    private readonly struct CloneOperation(T[] values) : IOperation
    {
        public long Run(int turn) => Sink.Keep(T.Copy(Rotation.At(values, turn)));
    }
}
