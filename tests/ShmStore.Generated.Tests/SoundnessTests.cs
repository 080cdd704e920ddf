using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>What a program may store and can read is nothing that a check of the store calls damaged.</summary>
public sealed class SoundnessTests
{
    private static readonly BsonValue[] Values =
    [
        5, 5L, 1.5, new BsonDecimal128(1.5m), "5", "1.5", true, BsonNull.Value, new BsonDateTime(0), new BsonTimestamp(7), new BsonRegularExpression("x"), new BsonDocument("_csharpnull", true),
        new BsonArray { 1, 2 }, new BsonArray { new BsonArray { "a", 1 } }, new BsonArray { new BsonDocument { { "k", "a" }, { "v", 1 } } }, new BsonDocument("a", 1), ObjectId.Empty,
        new BsonArray(), new BsonDocument(), new BsonArray { new BsonArray { 1, "a" } }, new BsonArray { new BsonDocument { { "k", 1 }, { "v", "a" } } },
        new BsonDocument { { "v", 1 }, { "k", "a" } }, new BsonDocument { { "k", "a" }, { "v", 1 }, { "z", 1 } },
        new BsonArray { new BsonDocument { { "z", 1 }, { "v", 1 }, { "k", "a" } } }, new BsonArray { new BsonDocument { { "v", "a" }, { "k", 1 }, { "z", 1 } } },
    ];

    [Fact]
    public void Values_of_MongoDB() => Check(static writer => writer.Values, new Values());

    [Fact]
    public void Nulls_of_MongoDB() => Check(static writer => writer.BsonNulls, new BsonNulls());

    [Fact]
    public void Representations() => Check(static writer => writer.Representations, new Representations());

    [Fact]
    public void Rare_forms() => Check(static writer => writer.RareForms, new RareForms());

    [Fact]
    public void Nullables() => Check(static writer => writer.NullableFields, new NullableFields());

    [Fact]
    public void Numbers() => Check(static writer => writer.Numbers, new Numbers());

    [Fact]
    public void Times() => Check(static writer => writer.Times, new Times());

    [Fact]
    public void Dictionaries() => Check(static writer => writer.Dictionaries, new Dictionaries());

    [Fact]
    public void Entries_of_dictionaries() => Check(static writer => writer.DictionaryEntries, new DictionaryEntries());

    [Fact]
    public void Tuples() => Check(static writer => writer.Tuples, new Tuples());

    // The value, and then with each of its elements replaced by every other kind of value: what is accepted is sound.
    private static void Check<T>(Func<ShapeStore.Writer, SharedEntryWriter<T>> entry, T value)
        where T : ISharedObject<T>
    {
        using var file = new TestFile();
        using ShapeStore.Writer writer = ShapeStore.CreateWriter(file.Path);
        SharedEntryWriter<T> stored = entry(writer);
        stored.Set(value);
        AssertSound("the value");
        BsonDocument whole = Documents.Parse(stored.GetRaw()!);
        int accepted = 0;
        foreach (BsonElement element in whole.Elements)
        {
            foreach (BsonValue other in Values)
            {
                var changed = new BsonDocument(whole) { [element.Name] = other };
                if (!TrySet(changed.ToBson()))
                    continue;
                accepted++;
                AssertSound($"{element.Name} is {other.ToJson()}");
            }
        }

        Assert.NotEqual(0, accepted);

        bool TrySet(byte[] document)
        {
            try
            {
                stored.SetRaw(document);
                return true;
            }
            catch (BsonFormatException)
            {
                return false;
            }
        }

        void AssertSound(string what)
        {
            StoreReport report = SharedStoreFile.Verify(file.Path, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(report.IsSound, $"{what}: {report}");
        }
    }
}
