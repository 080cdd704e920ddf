using MemoryPack;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>Reading and writing one object, against its size.</summary>
internal sealed class ObjectSizeFigure : IFigure
{
    private const string Clone = "heap clone";
    private const string Member = "entry.Number";
    private const string Read = "entry.Read, ToObject";
    private const string Set = "entry.Set";
    private const string Serialize = "MemoryPack, serialise to a new array";
    private const string Deserialize = "MemoryPack, deserialise";

    private static readonly int[] Sizes = [32, 128, 512, 2_048, 8_192, 32_768, 131_072, 1_048_576];

    /// <inheritdoc/>
    public IEnumerable<Chart> Draw(Effort effort)
    {
        var lines = new Dictionary<string, List<(double, double)>>();
        using BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter();
        foreach (int size in Sizes)
        {
            var blob = new Blob { Number = size, Data = new byte[size] };
            Random.Shared.NextBytes(blob.Data);
            writer.Blob.Set(blob);
            byte[] packed = MemoryPackSerializer.Serialize(blob);
            var comparison = new Comparison($"{size} bytes", Clone,
            [
                Contender.Of(Member, new ReadMember(writer.Blob)),
                Contender.Of(Read, new ReadWhole(writer.Blob)),
                Contender.Of(Set, new Write(writer.Blob, blob)),
                Contender.Of(Clone, new Copy(blob)),
                Contender.Of(Deserialize, new Unpack(packed)),
                Contender.Of(Serialize, new Pack(blob)),
            ])
            {
                Check = (contender, _, number) => ArgumentOutOfRangeException.ThrowIfNotEqual(number, size, contender.Name),
            };
            foreach (Measurement measurement in InterleavedRun.Measure(comparison, effort))
            {
                if (!lines.TryGetValue(measurement.Contender, out List<(double, double)>? line))
                    lines.Add(measurement.Contender, line = []);
                line.Add((size, measurement.Nanoseconds));
            }
        }

        return [new Chart("object-size", "One object, by its size", "bytes", "ns", [.. lines.Select(static line => new Series(line.Key, line.Value))])];
    }

    private static long Keep(Blob blob)
    {
        Sink.Keep(blob);
        return blob.Number;
    }

    private readonly struct ReadMember(SharedEntry<Blob> entry) : IOperation
    {
        public long Run(int turn) => entry.Number;
    }

    private readonly struct ReadWhole(SharedEntry<Blob> entry) : IOperation
    {
        public long Run(int turn) => Keep(entry.Read(static view => view.ToObject()));
    }

    private readonly struct Write(SharedEntryWriter<Blob> entry, Blob blob) : IOperation
    {
        public long Run(int turn)
        {
            entry.Set(blob);
            return blob.Number;
        }
    }

    private readonly struct Copy(Blob blob) : IOperation
    {
        public long Run(int turn) => Keep(new Blob { Number = blob.Number, Data = blob.Data.AsSpan().ToArray() });
    }

    private readonly struct Unpack(byte[] packed) : IOperation
    {
        public long Run(int turn) => Keep(MemoryPackSerializer.Deserialize<Blob>(packed)!);
    }

    private readonly struct Pack(Blob blob) : IOperation
    {
        public long Run(int turn)
        {
            Sink.Keep(MemoryPackSerializer.Serialize(blob));
            return blob.Number;
        }
    }
}
