using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Options;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Dictionaries: documents by the text of their keys, or arrays of entries.</summary>
public class DictionaryTests
{
    private static readonly Gen<Dictionary<string, int>> Entries =
        Gen.Select(Gen.String.Where(IsName), Gen.Int).Array[0, 8].Select(pairs => pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));

    [Fact]
    public void Dictionaries_that_mongodb_has() => Entries.Sample(entries =>
    {
        Same<Dictionary<string, int>, DictionaryKind<string, int>>(entries);
        Same<SortedDictionary<string, int>, SortedDictionaryKind<string, int>>(new(entries));
        Same<SortedList<string, int>, SortedListKind<string, int>>(new(entries));
        Same<OrderedDictionary<string, int>, OrderedDictionaryKind<string, int>>(new(entries));
        Same<ReadOnlyDictionary<string, int>, ReadOnlyDictionaryKind<string, int>>(new(entries));
        Same<ConcurrentDictionary<string, int>, ConcurrentDictionaryKind<string, int>>(new(entries));
        Same<ImmutableDictionary<string, int>, ImmutableDictionaryKind<string, int>>(entries.ToImmutableDictionary());
        Same<ImmutableSortedDictionary<string, int>, ImmutableSortedDictionaryKind<string, int>>(entries.ToImmutableSortedDictionary());
        Same<IDictionary<string, int>, DictionaryInterfaceKind<IDictionary<string, int>, string, int>>(entries);
        Same<IReadOnlyDictionary<string, int>, DictionaryInterfaceKind<IReadOnlyDictionary<string, int>, string, int>>(entries);
    });

    [Fact]
    public void Dictionaries_that_mongodb_does_not_read() => Entries.Sample(entries =>
    {
        RoundTrips<FrozenDictionary<string, int>, FrozenDictionaryKind<string, int>>(entries.ToFrozenDictionary());
        RoundTrips<IImmutableDictionary<string, int>, DictionaryInterfaceKind<IImmutableDictionary<string, int>, string, int>>(entries.ToImmutableDictionary());
    });

    [Fact]
    public void Keys_of_other_types_are_text_that_mongodb_reads()
    {
        Gen.Int.Sample(v => Key<int, NumberFormat<int>>(v, new Int32Serializer(BsonType.String)));
        Gen.Long.Sample(v => Key<long, NumberFormat<long>>(v, new Int64Serializer(BsonType.String)));
        Gen.UInt.Sample(v => Key<uint, NumberFormat<uint>>(v, new UInt32Serializer(BsonType.String)));
        Gen.ULong.Sample(v => Key<ulong, NumberFormat<ulong>>(v, new UInt64Serializer(BsonType.String)));
        Gen.Short.Sample(v => Key<short, NumberFormat<short>>(v, new Int16Serializer(BsonType.String)));
        Gen.UShort.Sample(v => Key<ushort, NumberFormat<ushort>>(v, new UInt16Serializer(BsonType.String)));
        Gen.Byte.Sample(v => Key<byte, NumberFormat<byte>>(v, new ByteSerializer(BsonType.String)));
        Gen.SByte.Sample(v => Key<sbyte, NumberFormat<sbyte>>(v, new SByteSerializer(BsonType.String)));
        Gen.Guid.Sample(v => Key<Guid, GuidFormat>(v, new GuidSerializer(BsonType.String)));
        Gen.Byte.Array[12].Sample(v => Key<ObjectId, ObjectIdFormat>(new ObjectId(v), new ObjectIdSerializer(BsonType.String)));
        Gen.Enum<DayOfWeek>().Sample(v => Key<DayOfWeek, EnumFormat<DayOfWeek>>(v, new EnumSerializer<DayOfWeek>(BsonType.String)));
        Gen.Long.Select(TimeSpan.FromTicks).Sample(v => Key<TimeSpan, TimeSpanFormat>(v, new TimeSpanSerializer(BsonType.String)));
        Gen.Char['a', 'z'].Sample(v => Key<char, CharFormat>(v, new CharSerializer(BsonType.String)));
    }

    [Fact]
    public void Entries_as_arrays() => Gen.Select(Gen.Int, Gen.Int).Array[0, 8].Sample(pairs =>
    {
        var entries = pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2);
        Oracle.AssertSame<Dictionary<int, int>, EntryArrayCodec<Dictionary<int, int>, int, int, KeyValuePairCodec<int, int, Int32Codec, Int32Codec>, DictionaryKind<int, int>>>(
            entries, new DictionaryInterfaceImplementerSerializer<Dictionary<int, int>, int, int>(DictionaryRepresentation.ArrayOfDocuments));
        Oracle.AssertSame<Dictionary<int, int>, EntryArrayCodec<Dictionary<int, int>, int, int, EntryPairCodec<int, int, Int32Codec, Int32Codec>, DictionaryKind<int, int>>>(
            entries, new DictionaryInterfaceImplementerSerializer<Dictionary<int, int>, int, int>(DictionaryRepresentation.ArrayOfArrays));
    });

    [Fact]
    public void The_first_of_equal_keys_counts()
    {
        var twice = new BsonDocument(allowDuplicateNames: true) { { "1", 10 }, { "01", 20 }, { "1", 30 } };
        Assert.Equal(10, SingleElement.Read<Dictionary<int, int>, DictionaryCodec<Dictionary<int, int>, int, int, NumberFormat<int>, Int32Codec, DictionaryKind<int, int>>>(twice)[1]);
        var array = new BsonArray { new BsonArray { 1, 10 }, new BsonDocument { { "v", 20 }, { "k", 1 } } };
        Assert.Equal(10, SingleElement.Read<Dictionary<int, int>, EntryArrayCodec<Dictionary<int, int>, int, int, EntryPairCodec<int, int, Int32Codec, Int32Codec>, DictionaryKind<int, int>>>(array)[1]);
    }

    [Fact]
    public void An_entry_whose_key_is_null_is_refused()
    {
        // As code without nullable annotations may have it.
#pragma warning disable CS8714
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<
            Dictionary<int?, int>, EntryArrayCodec<Dictionary<int?, int>, int?, int, KeyValuePairCodec<int?, int, NullableCodec<int, Int32Codec>, Int32Codec>, DictionaryKind<int?, int>>>(
            new BsonArray { new BsonDocument { { "k", 1 }, { "v", 2 } }, new BsonDocument { { "k", BsonNull.Value }, { "v", 2 } } }));
#pragma warning restore CS8714
        Assert.Equal((BsonFormatReason.TypeMismatch, "v[1]"), (error.Reason, error.FieldPath));
    }

    [Fact]
    public void Keys_that_cannot_be_names_are_refused()
    {
        Assert.Contains("zero character", Assert.Throws<ArgumentException>(() => Write("a\0b")).Message, StringComparison.Ordinal);
        Assert.Contains("lone surrogate", Assert.Throws<ArgumentException>(() => Write("a\ud800")).Message, StringComparison.Ordinal);
        Assert.Contains("lone surrogate", Assert.Throws<ArgumentException>(() => Write(new string('x', 5000) + "\udc00")).Message, StringComparison.Ordinal);
        Write("");
        Write("a.$b");
        Write(new string('ü', 100_000));
    }

    [Fact]
    public void Keys_with_one_text_are_refused_whatever_their_comparer_says()
    {
        Dictionary<string, int> twice = new(ReferenceEqualityComparer.Instance) { [new string('a', 2)] = 1, [new string('a', 2)] = 2 };
        Assert.Equal(2, twice.Count);
        Refused<Dictionary<string, int>, DictionaryKind<string, int>>(twice);
        Refused<IReadOnlyDictionary<string, int>, DictionaryInterfaceKind<IReadOnlyDictionary<string, int>, string, int>>(new ReadOnlyDictionary<string, int>(twice));
        Refused<ConcurrentDictionary<string, int>, ConcurrentDictionaryKind<string, int>>(new(twice, ReferenceEqualityComparer.Instance));
        Same<Dictionary<string, int>, DictionaryKind<string, int>>(new(StringComparer.OrdinalIgnoreCase) { ["a"] = 1, ["b"] = 2 });
    }

    [Fact]
    public void Keys_that_become_one_are_refused()
    {
        DateTime time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Dictionary<DateTime, int> fine = new() { [time] = 1, [time.AddMilliseconds(1)] = 2 };
        Assert.Equal(fine, SingleElement.Read<Dictionary<DateTime, int>, EntryArrayCodec<Dictionary<DateTime, int>, DateTime, int, KeyValuePairCodec<DateTime, int, DateTimeCodec, Int32Codec>, DictionaryKind<DateTime, int>>>(
            SingleElement.Write<Dictionary<DateTime, int>, EntryArrayCodec<Dictionary<DateTime, int>, DateTime, int, KeyValuePairCodec<DateTime, int, DateTimeCodec, Int32Codec>, DictionaryKind<DateTime, int>>>(fine)));
        Dictionary<DateTime, int> close = new() { [time] = 1, [time.AddTicks(1)] = 2 };
        Oracle.RefusesToWrite<Dictionary<DateTime, int>, EntryArrayCodec<Dictionary<DateTime, int>, DateTime, int, KeyValuePairCodec<DateTime, int, DateTimeCodec, Int32Codec>, DictionaryKind<DateTime, int>>>(close);
        Oracle.RefusesToWrite<Dictionary<DateTime, int>, EntryArrayCodec<Dictionary<DateTime, int>, DateTime, int, EntryPairCodec<DateTime, int, DateTimeCodec, Int32Codec>, DictionaryKind<DateTime, int>>>(close);
        Oracle.RefusesToWrite<HashSet<DateTime>, CollectionCodec<HashSet<DateTime>, DateTime, DateTimeCodec, HashSetKind<DateTime>>>([.. close.Keys]);
        Oracle.RefusesToWrite<ImmutableSortedSet<DateTime?>, CollectionCodec<ImmutableSortedSet<DateTime?>, DateTime?, NullableCodec<DateTime, DateTimeCodec>, ImmutableSortedSetKind<DateTime?>>>([.. close.Keys]);
        Oracle.RefusesToWrite<HashSet<TimeSpan>, CollectionCodec<HashSet<TimeSpan>, TimeSpan, DurationInt32Codec<TimeSpan, SecondUnit>, HashSetKind<TimeSpan>>>([TimeSpan.Zero, TimeSpan.FromTicks(1)]);

        // A list may hold one twice, and in ticks nothing is cut off.
        SingleElement.Write<Queue<DateTime>, CollectionCodec<Queue<DateTime>, DateTime, DateTimeCodec, QueueKind<DateTime>>>(new(close.Keys));
        SingleElement.Write<HashSet<DateTime>, CollectionCodec<HashSet<DateTime>, DateTime, DateTimeTicksCodec<UtcKind>, HashSetKind<DateTime>>>([.. close.Keys]);
    }

    private static void Refused<TDictionary, TKind>(TDictionary dictionary)
        where TDictionary : IEnumerable<KeyValuePair<string, int>>
        where TKind : struct, IDictionaryKind<TDictionary, string, int> =>
        Oracle.RefusesToWrite<TDictionary, DictionaryCodec<TDictionary, string, int, StringFormat, Int32Codec, TKind>>(dictionary);

    [Fact]
    public void Keys_of_any_length_fit_wherever_the_buffer_ends()
    {
        for (int length = 0; length < 200; length++)
        {
            RoundTrips<Dictionary<string, int>, DictionaryKind<string, int>>(new() { [new string('x', length)] = 1, [new string('ü', length) + "2"] = 2 });
        }
    }

    [Fact]
    public void Names_that_are_no_keys_are_refused()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<
            Dictionary<int, int>, DictionaryCodec<Dictionary<int, int>, int, int, NumberFormat<int>, Int32Codec, DictionaryKind<int, int>>>(new BsonDocument("x", 1)));
        Assert.Equal((BsonFormatReason.ValueOutOfRange, "v.x"), (error.Reason, error.FieldPath));
        Oracle.Mismatch<Dictionary<int, int>, DictionaryCodec<Dictionary<int, int>, int, int, NumberFormat<int>, Int32Codec, DictionaryKind<int, int>>>(new BsonArray());
    }

    private static void Write(string key) => SingleElement.Write<
        Dictionary<string, int>, DictionaryCodec<Dictionary<string, int>, string, int, StringFormat, Int32Codec, DictionaryKind<string, int>>>(new() { [key] = 1 });

    private static void Key<TKey, TFormat>(TKey key, MongoDB.Bson.Serialization.IBsonSerializer<TKey> serializer)
        where TKey : notnull
        where TFormat : struct, ITextFormat<TKey>
    {
        var entries = new Dictionary<TKey, int> { [key] = 1 };
        Oracle.AssertSame<Dictionary<TKey, int>, DictionaryCodec<Dictionary<TKey, int>, TKey, int, TFormat, Int32Codec, DictionaryKind<TKey, int>>>(
            entries, new DictionaryInterfaceImplementerSerializer<Dictionary<TKey, int>, TKey, int>(DictionaryRepresentation.Document, serializer, Int32Serializer.Instance));
        if (typeof(TKey) != typeof(sbyte))
            Assert.Equal(entries, Oracle.Read<Dictionary<TKey, int>>(SingleElement.Write<Dictionary<TKey, int>, DictionaryCodec<Dictionary<TKey, int>, TKey, int, TFormat, Int32Codec, DictionaryKind<TKey, int>>>(entries)));
    }

    private static void Same<TDictionary, TKind>(TDictionary dictionary)
        where TDictionary : IEnumerable<KeyValuePair<string, int>>
        where TKind : struct, IDictionaryKind<TDictionary, string, int>
    {
        byte[] bytes = RoundTrips<TDictionary, TKind>(dictionary);
        Assert.Equal(Oracle.Write(dictionary), bytes);
        Assert.Equal(dictionary.OrderBy(e => e.Key, StringComparer.Ordinal), Oracle.Read<TDictionary>(bytes).OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    private static byte[] RoundTrips<TDictionary, TKind>(TDictionary dictionary)
        where TDictionary : IEnumerable<KeyValuePair<string, int>>
        where TKind : struct, IDictionaryKind<TDictionary, string, int>
    {
        byte[] bytes = SingleElement.Write<TDictionary, DictionaryCodec<TDictionary, string, int, StringFormat, Int32Codec, TKind>>(dictionary);
        TDictionary read = SingleElement.Read<TDictionary, DictionaryCodec<TDictionary, string, int, StringFormat, Int32Codec, TKind>>(bytes);
        Assert.Equal(dictionary.OrderBy(e => e.Key, StringComparer.Ordinal), read.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(new BsonDocument("v", new BsonDocument(dictionary.Select(e => new BsonElement(e.Key, e.Value)))).ToBson(), bytes);
        return bytes;
    }

    private static bool IsName(string text) => !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
