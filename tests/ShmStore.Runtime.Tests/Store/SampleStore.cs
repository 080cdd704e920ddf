using MongoDB.Bson;

namespace ShmStore.Tests.Store;

/// <summary>A store as the generator would emit it: entries A and B, atomics Count and Ratio and Flag and Small.</summary>
public sealed class SampleStore : SharedStore
{
    /// <summary>The schema, written by MongoDB.Bson so that the tests do not lean on the writer they test.</summary>
    public static readonly StoreSchema Schema = new(new BsonDocument
    {
        ["store"] = "Tests.SampleStore",
        ["keys"] = new BsonArray
        {
            Key("A", "entry", "Tests.Sample"), Key("B", "entry", "Tests.Sample"), Key("Count", "atomic", "int64"),
            Key("Ratio", "atomic", "double"), Key("Flag", "atomic", "bool"), Key("Small", "atomic", "int32"),
        },
        ["types"] = new BsonArray
        {
            new BsonDocument
            {
                ["name"] = "Tests.Sample",
                ["fields"] = new BsonArray
                {
                    new BsonDocument { ["name"] = "Number", ["type"] = "int64", ["offset"] = Sample.NumberOffset },
                    new BsonDocument { ["name"] = "Half", ["type"] = "double", ["offset"] = Sample.HalfOffset },
                    new BsonDocument { ["name"] = "Text", ["type"] = "string", ["required"] = true },
                },
            },
        },
    }.ToBson());

    public SampleStore(StoreAttachment attachment)
        : base(attachment)
    {
        A = new SharedEntry<Sample>(attachment, 0);
        B = new SharedEntry<Sample>(attachment, 1);
        Count = new SharedAtomic<long>(attachment, 2);
    }

    public SharedEntry<Sample> A { get; }

    public SharedEntry<Sample> B { get; }

    public SharedAtomic<long> Count { get; }

    private static BsonDocument Key(string name, string kind, string type) => new() { ["name"] = name, ["kind"] = kind, ["type"] = type };

    public sealed class Writer : SharedStoreWriter
    {
        public Writer(StoreAttachment attachment)
            : base(attachment)
        {
            A = new SharedEntryWriter<Sample>(attachment, 0);
            B = new SharedEntryWriter<Sample>(attachment, 1);
            Count = new SharedAtomicWriter<long>(attachment, 2);
            Ratio = new SharedAtomicWriter<double>(attachment, 3);
            Flag = new SharedAtomicWriter<bool>(attachment, 4);
            Small = new SharedAtomicWriter<int>(attachment, 5);
        }

        public SharedEntryWriter<Sample> A { get; }

        public SharedEntryWriter<Sample> B { get; }

        public SharedAtomicWriter<long> Count { get; }

        public SharedAtomicWriter<double> Ratio { get; }

        public SharedAtomicWriter<bool> Flag { get; }

        public SharedAtomicWriter<int> Small { get; }

        public SampleStore OpenReader() => new(Attachment.AsReader());
    }
}
