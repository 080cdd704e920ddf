using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>What the machine itself needs for the least that an access can consist of.</summary>
internal sealed class LimitsWorkload : IWorkload
{
    private const string Nearest = "load from the first-level cache, each after the one before";
    private const string OneWay = "one way to the other processor";
    private const int Steps = 16;
    private const int FewBytes = 16 << 10;
    private const int ManyBytes = 512 << 20;
    private const int DocumentLength = 212;

    /// <inheritdoc/>
    public string Name => "limits";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        using var near = new PointerChain(FewBytes);
        using var far = new PointerChain(ManyBytes);
        yield return ComparisonTable.Of(Memory(near, far), effort);

        // By itself: the other processor is busy with it all the time.
        using var other = new OtherProcessor();
        yield return ComparisonTable.Of(Of("limits between processors", OneWay, [Contender.Of(OneWay, new Asking(other), unitsPerOperation: 2)]), effort);
    }

    private static Comparison Memory(PointerChain near, PointerChain far) => Of($"limits of the machine, transparent huge pages: {HugePages.Mode}", Nearest,
    [
        Contender.Of(Nearest, new Following(near), Steps),
        Contender.Of("load from memory, each after the one before", new Following(far), Steps),
        Contender.Of("load from memory, independent", new Visiting(far), Steps),
        Contender.Of("interlocked addition", new Adding(new long[1])),
        Contender.Of($"copy of {DocumentLength} bytes", new Copying([.. Enumerable.Range(0, Rotation.Length).Select(static _ => new byte[DocumentLength])], new byte[DocumentLength])),
    ]);

    private static Comparison Of(string title, string baseline, Contender[] contenders) => new(title, baseline, contenders) { Check = static (_, _, _) => { } };

    private readonly struct Following(PointerChain chain) : IOperation
    {
        public long Run(int turn) => chain.Follow(Steps);
    }

    private readonly struct Visiting(PointerChain chain) : IOperation
    {
        public long Run(int turn) => chain.Visit(Steps);
    }

    private readonly struct Asking(OtherProcessor other) : IOperation
    {
        public long Run(int turn) => other.Ask();
    }

    private readonly struct Adding(long[] number) : IOperation
    {
        public long Run(int turn) => Interlocked.Increment(ref number[0]);
    }

    private readonly struct Copying(byte[][] from, byte[] to) : IOperation
    {
        public long Run(int turn)
        {
            Rotation.At(from, turn).AsSpan().CopyTo(to);
            return to.Length;
        }
    }
}
