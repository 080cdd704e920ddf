using BenchmarkDotNet.Attributes;
using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Samples;
using ShmStore.Bson;

namespace ShmStore.Benchmarks.Micro;

/// <summary>The codec on the record of 12 members.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly Account _value = Rotation.Of<Account>()[0];
    private readonly byte[] _document = ShmStoreCodec<Account>.ToBytes(Rotation.Of<Account>()[0]);

    /// <summary>To bytes.</summary>
    [Benchmark]
    public long Write() => ShmStoreCodec<Account>.Write(_value);

    /// <summary>To an object, the layout being known.</summary>
    [Benchmark]
    public Account Materialise() => ShmStoreCodec<Account>.Read(_document);

    /// <summary>To an object, the layout being compared first.</summary>
    [Benchmark]
    public Account MaterialiseCompared() => ShmStoreForeignCodec<Account>.Read(_document);

    /// <summary>Checked as bytes from elsewhere are before they are stored.</summary>
    [Benchmark]
    public void Validate() => BsonValidation.Validate(_document);
}
