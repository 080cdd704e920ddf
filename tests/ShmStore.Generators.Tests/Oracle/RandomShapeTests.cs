using System.Reflection;
using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Oracle;

/// <summary>Random shapes are generated and compiled; for random values of them MongoDB.Bson writes the same elements, reads ours, and we read its.</summary>
public sealed class RandomShapeTests
{
    private const int Shapes = 30;
    private const int Cases = 40;

    static RandomShapeTests() => BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));

    [Fact]
    public void Of_random_shapes_MongoDB_writes_and_reads_the_same()
    {
        string source = RandomSource.Of(Shapes).Single();
        Assembly assembly = Compile(source);
        MethodInfo check = typeof(RandomShapeTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (Type type in Enumerable.Range(0, Shapes).Select(index => assembly.GetType("S" + index, throwOnError: true)!))
        {
            Action<object> checkOne = check.MakeGenericMethod(type).CreateDelegate<Action<object>>();
            try
            {
                RandomValue.Of(type).Sample(checkOne, iter: Cases);
            }
            catch (CsCheckException e)
            {
                Assert.Fail($"{e.Message}\n{e.InnerException}\nof the shapes\n{source}");
            }
        }
    }

    [Fact]
    public void A_byte_that_differs_is_noticed()
    {
        Assert.Throws<Xunit.Sdk.EqualException>(static () => AssertSame(new BsonDocument { { "a", 1 }, { "b", 2L } }.ToBson(), new BsonDocument { { "b", 2L }, { "a", 2 } }.ToBson()));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(static () => AssertSame(new BsonDocument { { "a", 1 } }.ToBson(), new BsonDocument { { "a", 1L } }.ToBson()));
    }

    private static void Check<T>(object value)
        where T : ISharedObject<T>
    {
        byte[] ours = Encode((T)value);
        byte[] theirs = value.ToBson(typeof(T));
        AssertSame(theirs, ours);
        Assert.Equal(ours, Encode(Decode<T>(ours)));
        Assert.Equal(ours, Encode(Decode<T>(theirs)));
        Assert.Equal(ours, Encode(BsonSerializer.Deserialize<T>(ours)));
    }

    private static byte[] Encode<T>(T value)
        where T : ISharedObject<T> => SharedObject.FromObject(value).Raw.ToArray();

    private static T Decode<T>(byte[] document)
        where T : ISharedObject<T> => SharedObject.FromMemoryArray(document, new MemoryBounds(0, document.Length)).Get<T>();

    // Canonical order is another one than that of declarations, in nested documents too.
    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.Equal(Sorted(BsonSerializer.Deserialize<BsonDocument>(expected)).ToBson(), Sorted(BsonSerializer.Deserialize<BsonDocument>(actual)).ToBson());

    private static BsonValue Sorted(BsonValue value) => value switch
    {
        BsonDocument document => new BsonDocument(document.OrderBy(static element => element.Name, StringComparer.Ordinal).Select(static element => new BsonElement(element.Name, Sorted(element.Value)))),
        BsonArray array => new BsonArray(array.Select(Sorted)),
        _ => value,
    };

    private static Assembly Compile(string source)
    {
        GeneratorRun run = GeneratorHarness.Run(source).AssertCompiles();
        using MemoryStream image = new();
        Assert.True(run.After.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Assembly.Load(image.ToArray());
    }
}
