using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>What is written by hand today: a memory-mapped file with serialised bytes, under a sequence lock or under a named mutex.</summary>
internal sealed class HandWrittenWorkload : IWorkload
{
    private const string Store = "ShmStore";
    private const string Sequence = "mapped file, sequence lock, MemoryPack";
    private const string Mutex = "mapped file, named mutex, MemoryPack";

    /// <inheritdoc/>
    public string Name => "hand-written";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        using var file = new TemporaryFile();
        using BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter(file.Name);
        using BenchmarkStore reader = BenchmarkStore.Open(file.Name);
        using var sequence = new SequenceLockFile();
        using var mutex = new NamedMutexFile();
        yield return ComparisonTable.Of(Reads(writer, reader, sequence, mutex), effort);
        yield return ComparisonTable.Of(Writes(writer, sequence, mutex), effort);
    }

    private static Comparison Reads(BenchmarkStore.Writer writer, BenchmarkStore reader, SequenceLockFile sequence, NamedMutexFile mutex)
    {
        Account[] values = Rotation.Of<Account>();
        return new Comparison("read an object", Store,
        [
            Contender.Of(Store, new StoreRead(reader.Account)),
            Contender.Of(Sequence, new SequenceRead(sequence)),
            Contender.Of(Mutex, new MutexRead(mutex)),
        ])
        {
            BeforeRound = round =>
            {
                Account value = Rotation.At(values, round);
                writer.Account.Set(value);
                sequence.Write(value);
                mutex.Write(value);
            },
            Check = (contender, _, _) => CodecContenders<Account>.Expect(contender.Name, values[0], (Account)Sink.Kept!),
        };
    }

    private static Comparison Writes(BenchmarkStore.Writer writer, SequenceLockFile sequence, NamedMutexFile mutex)
    {
        Account[] values = Rotation.Of<Account>();
        return new Comparison("write an object", Store,
        [
            Contender.Of(Store, new StoreWrite(writer.Account, values)),
            Contender.Of(Sequence, new SequenceWrite(sequence, values)),
            Contender.Of(Mutex, new MutexWrite(mutex, values)),
        ])
        {
            Check = (contender, turn, _) => CodecContenders<Account>.Expect(
                contender.Name, values[turn], contender.Name == Store ? writer.Account.Value : contender.Name == Sequence ? sequence.Read() : mutex.Read()),
        };
    }

    private readonly struct StoreRead(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => Sink.Keep(entry.Read(static view => view.ToObject()));
    }

    private readonly struct SequenceRead(SequenceLockFile file) : IOperation
    {
        public long Run(int turn) => Sink.Keep(file.Read());
    }

    private readonly struct MutexRead(NamedMutexFile file) : IOperation
    {
        public long Run(int turn) => Sink.Keep(file.Read());
    }

    private readonly struct StoreWrite(SharedEntryWriter<Account> entry, Account[] values) : IOperation
    {
        public long Run(int turn) => entry.Set(Rotation.At(values, turn));
    }

    private readonly struct SequenceWrite(SequenceLockFile file, Account[] values) : IOperation
    {
        public long Run(int turn) => file.Write(Rotation.At(values, turn));
    }

    private readonly struct MutexWrite(NamedMutexFile file, Account[] values) : IOperation
    {
        public long Run(int turn) => file.Write(Rotation.At(values, turn));
    }
}
