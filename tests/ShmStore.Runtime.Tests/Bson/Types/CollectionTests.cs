using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Collections: arrays in the order that MongoDB.Bson writes them, and the same collection back.</summary>
public class CollectionTests
{
    private static readonly Gen<int[]> Items = Gen.Int[0, 20].Array[0, 12];

    [Fact]
    public void Collections_that_mongodb_has() => Items.Sample(items =>
    {
        Same<HashSet<int>, HashSetKind<int>>([.. items]);
        Same<SortedSet<int>, SortedSetKind<int>>([.. items]);
        Same<Queue<int>, QueueKind<int>>(new(items));
        Same<Stack<int>, StackKind<int>>(new(items));
        Same<LinkedList<int>, LinkedListKind<int>>(new(items));
        Same<Collection<int>, CollectionKind<int>>(new(items));
        Same<ObservableCollection<int>, ObservableCollectionKind<int>>(new(items));
        Same<ReadOnlyCollection<int>, ReadOnlyCollectionKind<int>>(new(items));
        Same<ReadOnlySet<int>, ReadOnlySetKind<int>>(new(new HashSet<int>(items)));
        Same<ImmutableArray<int>, ImmutableArrayKind<int>>([.. items]);
        Same<ImmutableList<int>, ImmutableListKind<int>>([.. items]);
        Same<ImmutableHashSet<int>, ImmutableHashSetKind<int>>([.. items]);
        Same<ImmutableSortedSet<int>, ImmutableSortedSetKind<int>>([.. items]);
        Same<ImmutableQueue<int>, ImmutableQueueKind<int>>([.. items]);
        Same<ImmutableStack<int>, ImmutableStackKind<int>>([.. items]);
        Same<ISet<int>, SetInterfaceKind<ISet<int>, int>>(new HashSet<int>(items));
    });

    [Fact]
    public void Collections_that_mongodb_wraps_or_cannot_read_are_plain_arrays() => Items.Sample(items =>
    {
        Plain<IReadOnlySet<int>, SetInterfaceKind<IReadOnlySet<int>, int>>(new HashSet<int>(items));
        Plain<FrozenSet<int>, FrozenSetKind<int>>(items.ToFrozenSet());
        Plain<IImmutableList<int>, ImmutableListInterfaceKind<IImmutableList<int>, int>>(items.ToImmutableList());
        Plain<IImmutableSet<int>, ImmutableSetInterfaceKind<IImmutableSet<int>, int>>(items.ToImmutableHashSet());
    });

    [Fact]
    public void Sorted_texts_that_a_culture_takes_for_the_same_stay_apart()
    {
        // A joiner that is ignored, two ways to write a letter, letters that differ in case; in this order.
        string[] texts = ["a", "B", "b", "a\u200d", "\u00e9", "e\u0301"];
        string[] ordinal = [.. texts.Order(StringComparer.Ordinal)];
        BsonArray array = new(texts);
        Assert.Equal(ordinal, SingleElement.Read<SortedSet<string>, CollectionCodec<SortedSet<string>, string, StringCodec, SortedSetKind<string>>>(array));
        Assert.Equal(ordinal, SingleElement.Read<ImmutableSortedSet<string>, CollectionCodec<ImmutableSortedSet<string>, string, StringCodec, ImmutableSortedSetKind<string>>>(array));
        BsonDocument document = new(texts.Select(static text => new BsonElement(text, 1)));
        Assert.Equal(ordinal, Keys<SortedDictionary<string, int>, SortedDictionaryKind<string, int>>(document));
        Assert.Equal(ordinal, Keys<SortedList<string, int>, SortedListKind<string, int>>(document));
        Assert.Equal(ordinal, Keys<ImmutableSortedDictionary<string, int>, ImmutableSortedDictionaryKind<string, int>>(document));
        Assert.Same(StringComparer.Ordinal, SingleElement.Read<SortedSet<string>, CollectionCodec<SortedSet<string>, string, StringCodec, SortedSetKind<string>>>(array).Comparer);

        static IEnumerable<string> Keys<TDictionary, TKind>(BsonDocument document)
            where TDictionary : IEnumerable<KeyValuePair<string, int>>
            where TKind : struct, IDictionaryKind<TDictionary, string, int> =>
            SingleElement.Read<TDictionary, DictionaryCodec<TDictionary, string, int, StringFormat, Int32Codec, TKind>>(document).Select(static entry => entry.Key);
    }

    [Fact]
    public void Memory_of_anything() => Items.Sample(items =>
    {
        byte[] array = SingleElement.Write<int[], ArrayCodec<int, Int32Codec>>(items);
        byte[] bytes = SingleElement.Write<ReadOnlyMemory<int>, CollectionCodec<ReadOnlyMemory<int>, int, Int32Codec, ReadOnlyMemoryKind<int>>>(items);
        Assert.Equal(array, bytes);
        Assert.Equal(Oracle.Write<ReadOnlyMemory<int>>(items), bytes);
        Assert.Equal(array, SingleElement.Write<Memory<int>, CollectionCodec<Memory<int>, int, Int32Codec, MemoryKind<int>>>(items));
        Assert.Equal(items, SingleElement.Read<ReadOnlyMemory<int>, CollectionCodec<ReadOnlyMemory<int>, int, Int32Codec, ReadOnlyMemoryKind<int>>>(bytes).ToArray());
        Assert.Equal(items, SingleElement.Read<Memory<int>, CollectionCodec<Memory<int>, int, Int32Codec, MemoryKind<int>>>(bytes).ToArray());
    });

    [Fact]
    public void Memory_of_bytes() => Gen.Byte.Array.Sample(items =>
    {
        byte[] bytes = SingleElement.Write<ReadOnlyMemory<byte>, ReadOnlyMemoryCodec>(items);
        Assert.Equal(Oracle.Write<ReadOnlyMemory<byte>>(items), bytes);
        Assert.Equal(Oracle.Write<Memory<byte>>(items), SingleElement.Write<Memory<byte>, MemoryCodec>(items));
        Assert.Equal(items, SingleElement.Read<ReadOnlyMemory<byte>, ReadOnlyMemoryCodec>(bytes).ToArray());
        Assert.Equal(items, SingleElement.Read<Memory<byte>, MemoryCodec>(bytes).ToArray());
    });

    [Fact]
    public void The_top_of_a_stack_stays_on_top()
    {
        byte[] bytes = SingleElement.Write<Stack<int>, CollectionCodec<Stack<int>, int, Int32Codec, StackKind<int>>>(new Stack<int>([1, 2, 3]));
        Assert.Equal(3, SingleElement.Read<Stack<int>, CollectionCodec<Stack<int>, int, Int32Codec, StackKind<int>>>(bytes).Peek());
        Assert.Equal(3, SingleElement.Read<ImmutableStack<int>, CollectionCodec<ImmutableStack<int>, int, Int32Codec, ImmutableStackKind<int>>>(bytes).Peek());
    }

    [Fact]
    public void Null_and_default_collections_are_refused()
    {
        Oracle.RefusesToWrite<HashSet<int>, CollectionCodec<HashSet<int>, int, Int32Codec, HashSetKind<int>>>(null!);
        Oracle.RefusesToWrite<ImmutableArray<int>, CollectionCodec<ImmutableArray<int>, int, Int32Codec, ImmutableArrayKind<int>>>(default);
        Oracle.Mismatch<HashSet<int>, CollectionCodec<HashSet<int>, int, Int32Codec, HashSetKind<int>>>(new BsonDocument("0", 1));
        Assert.Equal(
            "v[1]",
            Assert.Throws<BsonFormatException>(() => SingleElement.Read<HashSet<int>, CollectionCodec<HashSet<int>, int, Int32Codec, HashSetKind<int>>>(new BsonArray { 1, "2" })).FieldPath);
    }

    [Fact]
    public void Tuples() => Gen.Select(Gen.Int, Gen.Bool, Gen.Double).Sample((number, flag, real) =>
    {
        Oracle.AssertSame<ValueTuple<int>, ValueTuple1Codec<int, Int32Codec>>(new(number));
        Oracle.AssertSame<(int, bool), ValueTuple2Codec<int, bool, Int32Codec, BooleanCodec>>((number, flag));
        Oracle.AssertSame<(int, bool, double), ValueTuple3Codec<int, bool, double, Int32Codec, BooleanCodec, DoubleCodec>>((number, flag, real));
        Oracle.AssertSame<(int, int, int, int), ValueTuple4Codec<int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>((number, 2, 3, 4));
        Oracle.AssertSame<(int, int, int, int, int), ValueTuple5Codec<int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>((number, 2, 3, 4, 5));
        Oracle.AssertSame<(int, int, int, int, int, int), ValueTuple6Codec<int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>((number, 2, 3, 4, 5, 6));
        Oracle.AssertSame<(int, int, int, int, int, int, string), ValueTuple7Codec<int, int, int, int, int, int, string, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, StringCodec>>((number, 2, 3, 4, 5, 6, "7"));
        Oracle.AssertSame<Tuple<int>, Tuple1Codec<int, Int32Codec>>(new(number));
        Oracle.AssertSame<Tuple<int, bool>, Tuple2Codec<int, bool, Int32Codec, BooleanCodec>>(new(number, flag));
        Oracle.AssertSame<Tuple<int, bool, double>, Tuple3Codec<int, bool, double, Int32Codec, BooleanCodec, DoubleCodec>>(new(number, flag, real));
        Oracle.AssertSame<Tuple<int, int, int, int>, Tuple4Codec<int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(new(number, 2, 3, 4));
        Oracle.AssertSame<Tuple<int, int, int, int, int>, Tuple5Codec<int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(new(number, 2, 3, 4, 5));
        Oracle.AssertSame<Tuple<int, int, int, int, int, int>, Tuple6Codec<int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(new(number, 2, 3, 4, 5, 6));
        Oracle.AssertSame<Tuple<int, int, int, int, int, int, string>, Tuple7Codec<int, int, int, int, int, int, string, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, StringCodec>>(new(number, 2, 3, 4, 5, 6, "7"));
    });

    [Fact]
    public void Tuples_of_another_length_are_refused()
    {
        AssertLength<ValueTuple<int>, ValueTuple1Codec<int, Int32Codec>>(1);
        AssertLength<(int, int), ValueTuple2Codec<int, int, Int32Codec, Int32Codec>>(2);
        AssertLength<(int, int, int), ValueTuple3Codec<int, int, int, Int32Codec, Int32Codec, Int32Codec>>(3);
        AssertLength<(int, int, int, int), ValueTuple4Codec<int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(4);
        AssertLength<(int, int, int, int, int), ValueTuple5Codec<int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(5);
        AssertLength<(int, int, int, int, int, int), ValueTuple6Codec<int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(6);
        AssertLength<(int, int, int, int, int, int, int), ValueTuple7Codec<int, int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(7);
        AssertLength<Tuple<int>, Tuple1Codec<int, Int32Codec>>(1);
        AssertLength<Tuple<int, int>, Tuple2Codec<int, int, Int32Codec, Int32Codec>>(2);
        AssertLength<Tuple<int, int, int>, Tuple3Codec<int, int, int, Int32Codec, Int32Codec, Int32Codec>>(3);
        AssertLength<Tuple<int, int, int, int>, Tuple4Codec<int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(4);
        AssertLength<Tuple<int, int, int, int, int>, Tuple5Codec<int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(5);
        AssertLength<Tuple<int, int, int, int, int, int>, Tuple6Codec<int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(6);
        AssertLength<Tuple<int, int, int, int, int, int, int>, Tuple7Codec<int, int, int, int, int, int, int, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec, Int32Codec>>(7);
        Oracle.Mismatch<(int, int), ValueTuple2Codec<int, int, Int32Codec, Int32Codec>>(1);
        Oracle.RefusesToWrite<Tuple<int>, Tuple1Codec<int, Int32Codec>>(null!);

        static void AssertLength<T, TCodec>(int count)
            where TCodec : struct, IBsonCodec<T>
        {
            Oracle.OutOfRange<T, TCodec>(new BsonArray(Enumerable.Range(1, count - 1)));
            Oracle.OutOfRange<T, TCodec>(new BsonArray(Enumerable.Range(1, count + 1)));
        }
    }

    [Fact]
    public void Pairs()
    {
        Gen.Int.Sample(v => Oracle.AssertSame<KeyValuePair<string, int>, KeyValuePairCodec<string, int, StringCodec, Int32Codec>>(new("k", v)));
        var array = new KeyValuePairSerializer<string, int>(BsonType.Array);
        Oracle.AssertSame<KeyValuePair<string, int>, EntryPairCodec<string, int, StringCodec, Int32Codec>>(new("k", 1), array);
        Assert.Equal(new("k", 1), SingleElement.Read<KeyValuePair<string, int>, KeyValuePairCodec<string, int, StringCodec, Int32Codec>>(new BsonArray { "k", 1 }));
        Oracle.Mismatch<KeyValuePair<string, int>, KeyValuePairCodec<string, int, StringCodec, Int32Codec>>("k");
    }

    private static void Same<TCollection, TKind>(TCollection collection)
        where TCollection : IEnumerable<int>
        where TKind : struct, ICollectionKind<TCollection, int>
    {
        Plain<TCollection, TKind>(collection);
        byte[] bytes = SingleElement.Write<TCollection, CollectionCodec<TCollection, int, Int32Codec, TKind>>(collection);
        Assert.Equal(Oracle.Write(collection), bytes);
        Assert.Equal(collection, Oracle.Read<TCollection>(bytes));
    }

    private static void Plain<TCollection, TKind>(TCollection collection)
        where TCollection : IEnumerable<int>
        where TKind : struct, ICollectionKind<TCollection, int>
    {
        byte[] bytes = SingleElement.Write<TCollection, CollectionCodec<TCollection, int, Int32Codec, TKind>>(collection);
        Assert.Equal(new BsonDocument("v", new BsonArray(TKind.Items(collection))).ToBson(), bytes);
        TCollection read = SingleElement.Read<TCollection, CollectionCodec<TCollection, int, Int32Codec, TKind>>(bytes);
        Assert.Equal(collection, read);
        Assert.Equal(collection.GetType(), read.GetType());
    }
}
