using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Every type of member: there and back, against MongoDB.Bson, and in place.</summary>
public sealed class TypeTests
{
    private static readonly Numbers Extreme = new()
    {
        Byte = byte.MaxValue,
        SByte = sbyte.MinValue,
        Short = short.MinValue,
        UShort = ushort.MaxValue,
        UInt = int.MaxValue,
        ULong = long.MaxValue,
        Float = 3.25f,
        Half = (Half)(-1.5),
        Char = '\uFFFF',
        Decimal128 = Decimal128.Parse("9.99E+6144"),
        MaybeByte = 1,
        MaybeFloat = -0.5f,
        MaybeChar = 'x',
        MaybeULong = 5,
        MaybeDecimal128 = Decimal128.Parse("-1E-6176"),
        Shorts = [short.MaxValue, -1],
        Floats = [1.5f, null],
    };

    private static readonly Times SomeTimes = new()
    {
        Zoned = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-5)),
        Date = new DateOnly(1969, 7, 20),
        Time = new TimeOnly(23, 59, 59, 999),
        Span = -TimeSpan.FromDays(3.5),
        MaybeZoned = DateTimeOffset.UnixEpoch,
        MaybeDate = DateOnly.MaxValue,
        MaybeTime = TimeOnly.MinValue,
        MaybeSpan = TimeSpan.MaxValue,
        Dates = [new DateOnly(2000, 1, 1)],
    };

    [Fact]
    public void Numbers()
    {
        Assert.Equivalent(Extreme, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Numbers, static writer => writer.Numbers, Extreme), strict: true);
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Numbers, static writer => writer.Numbers, new Numbers());
        Numbers.View view = new(DocumentView.Of<Numbers>(Documents.Encode(ShapeStore.Key.Numbers, static writer => writer.Numbers, Extreme)));
        Assert.Equal((byte.MaxValue, sbyte.MinValue, (ulong)long.MaxValue, 3.25f, '\uFFFF', (byte?)1), (view.Byte, view.SByte, view.ULong, view.Float, view.Char, view.MaybeByte));
        Assert.Equal(-1, view.Shorts[1]);
        Assert.Null(view.Floats[1]);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_both_ways()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        Assert.ThrowsAny<ArgumentException>(() => writer.Numbers.Set(new Numbers { ULong = ulong.MaxValue }));
        Assert.ThrowsAny<ArgumentException>(() => writer.Numbers.Set(new Numbers { UInt = uint.MaxValue }));
        Assert.Equal(BsonFormatReason.ValueOutOfRange, Assert.Throws<BsonFormatException>(static () => Documents.Read<Numbers>(new BsonDocument("Byte", 256))).Reason);
        Assert.Equal(BsonFormatReason.ValueOutOfRange, Assert.Throws<BsonFormatException>(static () => Documents.Read<Numbers>(new BsonDocument("Float", 0.1))).Reason);
    }

    [Fact]
    public void Times()
    {
        Assert.Equivalent(SomeTimes, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Times, static writer => writer.Times, SomeTimes), strict: true);
        Times.View view = new(DocumentView.Of<Times>(Documents.Encode(ShapeStore.Key.Times, static writer => writer.Times, SomeTimes)));
        Assert.Equal((SomeTimes.Zoned, SomeTimes.Date, SomeTimes.Time, SomeTimes.Span, SomeTimes.MaybeSpan), (view.Zoned, view.Date, view.Time, view.Span, view.MaybeSpan));
        Assert.Equal(SomeTimes.Dates[0], view.Dates[0]);
    }

    [Fact]
    public void Values_of_MongoDB_memory_and_text()
    {
        Values value = new()
        {
            Document = new BsonDocument { { "a", BsonNull.Value }, { "b", new BsonArray { 1, "x" } } },
            MaybeDocument = [],
            Any = BsonNull.Value,
            Array = [1, BsonMaxKey.Value],
            MaybeArray = [2],
            Timestamp = new(5, 6),
            MaybeTimestamp = new(7),
            Regex = new("a.b", "i"),
            MaybeRegex = new("c"),
            Anys = [1, true, "s"],
            MaybeArrays = [[3]],
            MaybeTimestamps = [new(8)],
            Memory = new byte[] { 1, 2 },
            MaybeMemory = new byte[] { 3 },
            Uri = new("http://example.org/é"),
            Version = new(1, 2, 3, 4),
            Culture = new CultureInfo(""),
        };
        Values back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.Values, static writer => writer.Values, value);
        Assert.Equal((value.Document, value.Any, value.Timestamp, value.Regex, value.Uri, value.Version), (back.Document, back.Any, back.Timestamp, back.Regex, back.Uri, back.Version));
        Values.View view = new(DocumentView.Of<Values>(Documents.Encode(ShapeStore.Key.Values, static writer => writer.Values, value)));
        Assert.True(view.Document_.Has("b"u8));
        Assert.Equal(ElementType.Null, view.Any.Type);
        Assert.Equal(3, view.Anys.Count);
        Assert.Equal((ElementType.Int32, ElementType.Int32), (view.MaybeArray[0].Type, view.MaybeArrays[0][0].Type));
        Assert.Equal(new BsonTimestamp(8), view.MaybeTimestamps[0]);
        Assert.Equal((value.Timestamp, value.MaybeTimestamp, value.Regex), (view.Timestamp, view.MaybeTimestamp, view.Regex));
        Assert.Equal((2, 3), (view.Memory.Length, view.MaybeMemory[0]));
        Assert.True(view.Uri == "http://example.org/é" && view.Version == "1.2.3.4");
    }

    [Fact]
    public void Values_that_are_null()
    {
        Values back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.Values, static writer => writer.Values, new Values());
        Assert.True(back.MaybeDocument is null && back.MaybeArray is null && back.MaybeTimestamp is null && back.MaybeRegex is null && back.MaybeMemory is null && back.Uri is null && back.Culture is null);
        Values.View view = new(DocumentView.Of<Values>(Documents.Encode(ShapeStore.Key.Values, static writer => writer.Values, new Values())));
        Assert.True(view.MaybeDocument.IsNull && view.MaybeArray.IsNull && view.MaybeTimestamp is null && view.MaybeRegex is null && view.Uri.IsNull && view.Culture is null && !view.HasMaybeMemory);
    }

    [Fact]
    public void Values_in_lists_that_are_null()
    {
        // MongoDB.Bson refuses to write them.
        Values value = new() { MaybeArrays = [null, [1]], MaybeTimestamps = [null] };
        Values back = RoundTrip.Check(ShapeStore.Key.Values, static writer => writer.Values, value);
        Assert.True(back.MaybeArrays[0] is null && back.MaybeArrays[1]!.Count == 1 && back.MaybeTimestamps[0] is null);
        Values.View view = new(DocumentView.Of<Values>(Documents.Encode(ShapeStore.Key.Values, static writer => writer.Values, value)));
        Assert.True(view.MaybeArrays[0].IsNull && view.MaybeArrays[1].Count == 1 && view.MaybeTimestamps[0] is null);
    }

    [Fact]
    public void Collections_of_every_type()
    {
        int[] items = [3, 1, 2];
        Sets value = new()
        {
            HashSetOf = [.. items],
            SortedSetOf = [.. items],
            ISetOf = new HashSet<int>(items),
            IReadOnlySetOf = new HashSet<int>(items),
            LinkedListOf = new(items),
            QueueOf = new(items),
            StackOf = new(items),
            CollectionOf = new([.. items]),
            ObservableCollectionOf = new(items),
            ReadOnlyCollectionOf = new(items),
            ReadOnlySetOf = new(new HashSet<int>(items)),
            ImmutableArrayOf = [.. items],
            ImmutableListOf = [.. items],
            ImmutableHashSetOf = [.. items],
            ImmutableSortedSetOf = [.. items],
            ImmutableQueueOf = [.. items],
            ImmutableStackOf = [.. items],
            IImmutableListOf = [.. items],
            IImmutableSetOf = ImmutableHashSet.Create(items),
            FrozenSetOf = items.ToFrozenSet(),
            ReadOnlyMemoryOf = items,
            Texts = ["a", null],
            Points = [Samples.Point],
            MaybeArray = [4],
        };
        Sets back = RoundTrip.Check(ShapeStore.Key.Sets, static writer => writer.Sets, value);
        Assert.Equal(value.StackOf, back.StackOf);
        Assert.Equal(value.ImmutableStackOf, back.ImmutableStackOf);
        Assert.Equal(items, back.QueueOf);
        Assert.Equal([1, 2, 3], back.SortedSetOf);
        Assert.Equal(value.Points, back.Points);
        Sets.View view = new(DocumentView.Of<Sets>(Documents.Encode(ShapeStore.Key.Sets, static writer => writer.Sets, value)));
        Assert.Equal((3, 3), (view.QueueOf.Count, view.QueueOf[0]));
        Assert.True(view.Texts[1].IsNull);
        Assert.Equal(1, view.Points[0].X);
        Assert.Null(RoundTrip.Check(ShapeStore.Key.Sets, static writer => writer.Sets, new Sets { ImmutableArrayOf = [], Points = [] }).HashSetOf);
    }

    [Fact]
    public void Dictionaries_of_every_type()
    {
        Dictionary<string, int> entries = new() { ["b"] = 1, ["a"] = 2 };
        Dictionaries value = new()
        {
            DictionaryOf = entries,
            SortedDictionaryOf = new(entries),
            SortedListOf = new(entries),
            OrderedDictionaryOf = new(entries),
            ConcurrentDictionaryOf = new(entries),
            ReadOnlyDictionaryOf = new(entries),
            ImmutableDictionaryOf = entries.ToImmutableDictionary(),
            ImmutableSortedDictionaryOf = entries.ToImmutableSortedDictionary(),
            FrozenDictionaryOf = entries.ToFrozenDictionary(),
            IDictionaryOf = entries,
            IReadOnlyDictionaryOf = entries,
            IImmutableDictionaryOf = entries.ToImmutableDictionary(),
        };
        Dictionaries back = RoundTrip.Check(ShapeStore.Key.Dictionaries, static writer => writer.Dictionaries, value);
        Assert.Equal(["b", "a"], back.OrderedDictionaryOf!.Keys);
        Assert.Equal(["a", "b"], back.SortedListOf!.Keys);
        Dictionaries.View view = new(DocumentView.Of<Dictionaries>(Documents.Encode(ShapeStore.Key.Dictionaries, static writer => writer.Dictionaries, value)));
        Assert.Equal((1, 2), (view.DictionaryOf["b"], view.DictionaryOf["a"u8]));
        Assert.False(view.DictionaryOf.ContainsKey("c"));
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.Dictionaries, static writer => writer.Dictionaries, new Dictionaries { DictionaryOf = entries }).IDictionaryOf);
    }

    [Fact]
    public void Dictionaries_of_other_values_and_in_other_forms()
    {
        DictionaryEntries value = new()
        {
            Points = { ["p"] = Samples.Point, ["none"] = null },
            Lists = { ["l"] = ["x", "y"] },
            Nested = { ["n"] = new() { ["one"] = 1, ["null"] = null } },
            Documents = { [5] = "five" },
            Arrays = { [Samples.Guid] = 1 },
        };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.DictionaryEntries, static writer => writer.DictionaryEntries, value), strict: true);
        DictionaryEntries.View view = new(DocumentView.Of<DictionaryEntries>(Documents.Encode(ShapeStore.Key.DictionaryEntries, static writer => writer.DictionaryEntries, value)));
        Assert.Equal(1, view.Points["p"].X);
        Assert.True(view.Points["none"].IsNull);
        Assert.True(view.Lists["l"][1] == "y");
        Assert.Equal((1, null), (view.Nested["n"]["one"], view.Nested["n"]["null"]));
        Assert.Equal((5, "five"), (view.Documents[0].Key, view.Documents[0].Value));
        Assert.Equal(Samples.Guid, view.Arrays[0].Key);
    }

    [Fact]
    public void Dictionaries_without_nullable_annotations()
    {
        BsonDocument document = new()
        {
            { "ByName", new BsonDocument("a", BsonNull.Value) },
            { "Documents", new BsonArray { new BsonDocument { { "k", "http://example.org/" }, { "v", BsonNull.Value } } } },
            { "Arrays", new BsonArray { new BsonArray { "b", 1 } } },
        };
        UnannotatedDictionaries read = Documents.Read<UnannotatedDictionaries>(document);
        Assert.Equal((null, null, 1), (read.ByName["a"], read.Documents[new Uri("http://example.org/")], read.Arrays["b"]));
        foreach (string name in new[] { "Documents", "Arrays" })
        {
            BsonDocument broken = new(name, new BsonArray { new BsonArray { BsonNull.Value, 1 } });
            BsonFormatException error = Assert.Throws<BsonFormatException>(() => Documents.Read<UnannotatedDictionaries>(broken));
            Assert.Equal((BsonFormatReason.TypeMismatch, $"{name}[0][0]"), (error.Reason, error.FieldPath));
        }
    }

    [Fact]
    public void Dictionaries_with_other_keys_than_strings()
    {
        KeyedDictionaries value = new() { Ints = { [-1] = "minus" }, Longs = new() { [long.MinValue] = 2 }, Guids = { [Samples.Guid] = 3 }, Enums = { [Small.Most] = 4 }, Chars = { ['é'] = 5 }, Spans = { [TimeSpan.MinValue] = DateOnly.MinValue }, Dates = { [DateOnly.MaxValue] = TimeSpan.Zero } };
        Assert.Equivalent(value, RoundTrip.Check(ShapeStore.Key.KeyedDictionaries, static writer => writer.KeyedDictionaries, value), strict: true);
        KeyedDictionaries.View view = new(DocumentView.Of<KeyedDictionaries>(Documents.Encode(ShapeStore.Key.KeyedDictionaries, static writer => writer.KeyedDictionaries, value)));
        Assert.True(view.Ints["-1"] == "minus");
        Assert.Equal((3, 4, 5), (view.Guids["00112233-4455-6677-8899-aabbccddeeff"], view.Enums["Most"], view.Chars["é"]));
    }

    [Fact]
    public void Tuples()
    {
        Tuples value = new() { Plain = (1, "p"), Named = (2, null), Maybe = (3, Samples.Point), Reference = new(4, "r"), Pair = new("k", 5), Single = new(6), Seven = (1, 2, 3, 4, 5, 6, 7), List = [(8, 9)] };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Tuples, static writer => writer.Tuples, value), strict: true);
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.Tuples, static writer => writer.Tuples, new Tuples()).Maybe);
        Tuples.View view = new(DocumentView.Of<Tuples>(Documents.Encode(ShapeStore.Key.Tuples, static writer => writer.Tuples, value)));
        Assert.Equal((2, 8, 9, "k"), (view.Named.Count, view.List[0].Left, view.List[0].Right, view.Pair.Key));
        Assert.Equal(value.Reference, view.Reference);
    }

    [Fact]
    public void Types_that_hold_themselves()
    {
        Tree value = new() { Value = 1, Left = new() { Value = 2 }, Children = [new() { Value = 3, Children = [new()] }], Named = { ["n"] = new() { Value = 4 } }, Pair = (5, new() { Value = 6 }) };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Tree, static writer => writer.Tree, value), strict: true);
        Tree.View view = new(DocumentView.Of<Tree>(Documents.Encode(ShapeStore.Key.Tree, static writer => writer.Tree, value)));
        Assert.Equal((2, 3, 4), (view.Left.Value, view.Children[0].Value, view.Named["n"].Value));
        Assert.True(view.Left.Left.IsNull);
    }

    [Fact]
    public void Trees_too_deep_are_refused()
    {
        Tree deep = new();
        for (int i = 0; i < 200; i++)
            deep = new Tree { Left = deep };
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        Assert.ThrowsAny<ArgumentException>(() => writer.Tree.Set(deep));
        Assert.False(writer.Tree.TryGet(out _));
    }

    [Fact]
    public void Types_with_a_serializer_of_their_own()
    {
        Wallet value = new() { Balance = new(5), Limit = new(6), History = [new(7)], Owner = "o" };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Wallet, static writer => writer.Wallet, value), strict: true);
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.Wallet, static writer => writer.Wallet, new Wallet()).Limit);
        Wallet.View view = new(DocumentView.Of<Wallet>(Documents.Encode(ShapeStore.Key.Wallet, static writer => writer.Wallet, value)));
        Assert.Equal((new Money(5), new Money(6), new Money(7)), (view.Balance, view.Limit, view.History[0]));
        Assert.Single(typeof(Wallet.View).GetProperty(nameof(Wallet.Balance))!.GetMethod!.GetCustomAttributes(typeof(System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute), false));
    }

    [Fact]
    public void Other_representations()
    {
        DateTime time = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);
        Representations value = new()
        {
            TimeOnlyMilliseconds = new TimeOnly(1, 2, 3, 4),
            ZonedDate = new DateTimeOffset(Samples.Time),
            DateDocument = new DateOnly(2026, 1, 2),
            EnumLong = Small.Most,
            IntText = -5,
            IntLong = 6,
            LongDouble = 7,
            DecimalText = 1.50m,
            MaybeIntText = 8,
            Texts = [9, 10],
            TextValues = { ["k"] = 11 },
            EnumText = Small.Most,
            MaybeEnumText = null,
            IdText = Samples.ObjectId,
            TextId = "0123456789abcdef01234567",
            MaybeTextId = null,
            BoolText = true,
            GuidText = Samples.Guid,
            GuidCSharp = Samples.Guid,
            GuidJava = Samples.Guid,
            GuidPython = Samples.Guid,
            Local = time.ToLocalTime(),
            Day = time.Date,
            TimeTicks = time,
            TimeText = time,
            TimeDocument = time,
            ZonedText = SomeTimes.Zoned,
            ZonedArray = SomeTimes.Zoned,
            DateText = SomeTimes.Date,
            DateTicks = SomeTimes.Date,
            SpanTicks = TimeSpan.FromTicks(1),
            SpanSeconds = TimeSpan.FromSeconds(1.5),
            SpanMinutes = TimeSpan.FromMinutes(2),
            TimeOnlyText = new TimeOnly(1, 2, 3),
        };
        Representations back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.Representations, static writer => writer.Representations, value);
        Assert.Equivalent(value, back, strict: true);
        Assert.Equal(DateTimeKind.Local, back.Local.Kind);
        Representations.View view = new(DocumentView.Of<Representations>(Documents.Encode(ShapeStore.Key.Representations, static writer => writer.Representations, value)));
        Assert.Equal((-5, 6, 7L, 1.50m, (int?)8, Small.Most), (view.IntText, view.IntLong, view.LongDouble, view.DecimalText, view.MaybeIntText, view.EnumText));
        Assert.Equal((10, 11, value.TextId, null, Samples.Guid), (view.Texts[1], view.TextValues["k"], view.TextId, view.MaybeTextId, view.GuidPython));
    }
}
