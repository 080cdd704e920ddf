using MongoDB.Bson;
using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using ShmStore.Bson;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Single members of a document, without making the object.</summary>
internal static class DocumentFields
{
    private const string HeapField = "heap object";
    private const string View = "ShmStore view";
    private const string Compared = "ShmStore view, layout compared";
    private const string Reversed = "ShmStore view, elements reversed";
    private const string Raw = "RawBsonDocument";

    /// <summary>One fixed member.</summary>
    public static Comparison One()
    {
        Account[] values = Rotation.Of<Account>();
        byte[][] documents = [.. values.Select(ShmStoreCodec<Account>.ToBytes)];
        return new Comparison("one member", HeapField,
        [
            Contender.Of(HeapField, new HeapOne(values)),
            Contender.Of(View, new ViewOne(documents)),
            Contender.Of(Compared, new ComparedOne(documents)),
            Contender.Of(Reversed, new ComparedOne([.. documents.Select(CodecComparisons<Account>.Reversed)])),
            Contender.Of(Raw, new RawOne(documents)),
        ])
        {
            Check = (contender, turn, number) => Expect(contender, values[turn].Delta, number),
        };
    }

    /// <summary>Two fixed members and the length of a text.</summary>
    public static Comparison Three()
    {
        Account[] values = Rotation.Of<Account>();
        byte[][] documents = [.. values.Select(ShmStoreCodec<Account>.ToBytes)];
        return new Comparison("three members, one a text", HeapField,
        [
            Contender.Of(HeapField, new HeapThree(values)),
            Contender.Of(View, new ViewThree(documents)),
            Contender.Of(Reversed, new ComparedThree([.. documents.Select(CodecComparisons<Account>.Reversed)])),
            Contender.Of(Raw, new RawThree(documents)),
        ])
        {
            Check = (contender, turn, number) => Expect(contender, values[turn].Delta + values[turn].Rank + values[turn].Code.Length, number),
        };
    }

    private static void Expect(Contender contender, long expected, long actual) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(actual, expected, contender.Name);

    private static Account.View Canonical(byte[] document) => new(new DocumentView(document, Account.Layout.FixedEnd));

    private static long Sum(Account.View view) => view.Delta + view.Rank + view.Code.Utf8.Length;

    private readonly struct HeapOne(Account[] values) : IOperation
    {
        public long Run(int turn) => Rotation.At(values, turn).Delta;
    }

    private readonly struct ViewOne(byte[][] documents) : IOperation
    {
        public long Run(int turn) => Canonical(Rotation.At(documents, turn)).Delta;
    }

    private readonly struct ComparedOne(byte[][] documents) : IOperation
    {
        public long Run(int turn) => new Account.View(DocumentView.Of<Account>(Rotation.At(documents, turn))).Delta;
    }

    private readonly struct RawOne(byte[][] documents) : IOperation
    {
        public long Run(int turn) => new RawBsonDocument(Rotation.At(documents, turn))["Delta"].AsInt64;
    }

    private readonly struct HeapThree(Account[] values) : IOperation
    {
        public long Run(int turn)
        {
            Account value = Rotation.At(values, turn);
            return value.Delta + value.Rank + value.Code.Length;
        }
    }

    private readonly struct ViewThree(byte[][] documents) : IOperation
    {
        public long Run(int turn) => Sum(Canonical(Rotation.At(documents, turn)));
    }

    private readonly struct ComparedThree(byte[][] documents) : IOperation
    {
        public long Run(int turn) => Sum(new Account.View(DocumentView.Of<Account>(Rotation.At(documents, turn))));
    }

    private readonly struct RawThree(byte[][] documents) : IOperation
    {
        public long Run(int turn)
        {
            var document = new RawBsonDocument(Rotation.At(documents, turn));
            return document["Delta"].AsInt64 + document["Rank"].AsInt32 + document["Code"].AsString.Length;
        }
    }
}
