using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Reads through a held handle.</summary>
internal static class HeldEntryReads
{
    private const string HeapField = "member of a heap object";
    private const string One = "entry.Delta";
    private const string Three = "entry.Read, three members";
    private const string ThreeByFunction = "entry.Read, three members by a function";
    private const string HeapReference = "reference to a heap object";
    private const string Value = "entry.Value, unchanged";
    private const string MutableValue = "entry.Value, a mutable type";
    private const string ToObject = "entry.Read, ToObject";

    /// <summary>One member, and three of one version.</summary>
    public static Comparison Members(HeldEntries entries)
    {
        Account[] values = Rotation.Of<Account>();
        var plain = new PlainAccount(values[0]);
        return new Comparison("members", HeapField,
        [
            Contender.Of(HeapField, new HeapMember(plain)),
            Contender.Of(HeapField + ", three", new HeapThree(plain)),
            Contender.Of(One, new EntryMember(entries.Account)),
            Contender.Of(Three, new EntryThree(entries.Account)),
            Contender.Of(ThreeByFunction, new EntryThreeByFunction(entries.Account)),
        ])
        {
            Targets = [new Target(One, 4.5, HeapField), new Target(Three, 2, One)],
            BeforeRound = round => entries.Writer.Account.Set(plain.Value = Rotation.At(values, round)),
            Check = (contender, _, number) => ArgumentOutOfRangeException.ThrowIfNotEqual(
                number, values[0].Delta + (contender.Name.Contains("three", StringComparison.Ordinal) ? values[0].Total + values[0].Rank : 0), contender.Name),
        };
    }

    /// <summary>The whole object, which has not changed since it was read.</summary>
    public static Comparison UnchangedValue(HeldEntries entries)
    {
        Account[] values = Rotation.Of<Account>();
        var plain = new PlainAccount(values[0]);
        return new Comparison("an unchanged immutable object", HeapReference,
        [
            Contender.Of(HeapReference, new HeapWhole(plain)),
            Contender.Of(Value, new EntryValue(entries.Account)),
        ])
        {
            Targets = [new Target(Value, 5, HeapReference) { BytesAtMost = 0 }],
            BeforeRound = round => entries.Writer.Account.Set(plain.Value = Rotation.At(values, round)),
            Check = (contender, _, number) => ArgumentOutOfRangeException.ThrowIfNotEqual(number, values[0].Rank, contender.Name),
        };
    }

    /// <summary>The whole object, copied.</summary>
    public static Comparison Materialise(HeldEntries entries)
    {
        Account[] values = Rotation.Of<Account>();
        var plain = new PlainAccount(values[0]);

        // One document at a time, which changes when the others' objects do.
        byte[][] packed = [.. values.Select(MemoryPackCodec<Account>.ToBytes)], bson = [.. values.Select(MongoCodec<Account>.ToBytes)];
        byte[][] packedNow = [packed[0]], bsonNow = [bson[0]];
        string clone = CodecContenders<Account>.HeapClone;
        return new Comparison("materialise", clone,
        [
            Contender.Of(clone, new HeapCopy(plain)),
            Contender.Of(MutableValue, new MutableEntryValue(entries.Mutable)),
            Contender.Of(ToObject, new EntryToObject(entries.Account)),
            CodecContenders<Account>.Read<MemoryPackCodec<Account>>(packedNow),
            CodecContenders<Account>.Read<MongoCodec<Account>>(bsonNow),
        ])
        {
            Targets =
            [
                .. new[] { MutableValue, ToObject }.SelectMany(name => new[]
                {
                    new Target(name, 1.0, clone), new Target(name, 0.55, MemoryPackCodec<Account>.Name), new Target(name, 0.05, MongoCodec<Account>.Name),
                }),
            ],
            BeforeRound = round =>
            {
                plain.Value = Rotation.At(values, round);
                entries.Writer.Account.Set(plain.Value);
                entries.Writer.Mutable.Set(MutableAccount.From(plain.Value));
                packedNow[0] = Rotation.At(packed, round);
                bsonNow[0] = Rotation.At(bson, round);
            },
            Check = (contender, _, _) => CodecContenders<Account>.Expect(contender.Name, values[0], Sink.Kept as Account ?? Copied((MutableAccount)Sink.Kept!)),
        };
    }

    private static Account Copied(MutableAccount value) => ShmStoreCodec<Account>.Read(ShmStoreCodec<MutableAccount>.ToBytes(value));

    private readonly struct HeapMember(PlainAccount plain) : IOperation
    {
        public long Run(int turn) => plain.Delta;
    }

    private readonly struct HeapThree(PlainAccount plain) : IOperation
    {
        public long Run(int turn) => plain.Delta + plain.Total + plain.Rank;
    }

    private readonly struct EntryMember(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => entry.Delta;
    }

    private readonly struct EntryThree(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn)
        {
            (long delta, long total, int rank) = entry.Read(Account.Layout.Fields.Delta, Account.Layout.Fields.Total, Account.Layout.Fields.Rank);
            return delta + total + rank;
        }
    }

    private readonly struct EntryThreeByFunction(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => entry.Read(static view => view.Delta + view.Total + view.Rank);
    }

    private readonly struct HeapWhole(PlainAccount plain) : IOperation
    {
        public long Run(int turn) => plain.Value.Rank;
    }

    private readonly struct EntryValue(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => entry.Value.Rank;
    }

    private readonly struct HeapCopy(PlainAccount plain) : IOperation
    {
        public long Run(int turn) => Sink.Keep(Account.Copy(plain.Value));
    }

    private readonly struct MutableEntryValue(SharedEntry<MutableAccount> entry) : IOperation
    {
        public long Run(int turn) => Sink.Keep(entry.Value);
    }

    private readonly struct EntryToObject(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => Sink.Keep(entry.Read(static view => view.ToObject()));
    }
}
