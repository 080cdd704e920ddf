using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Store.Inspection;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>A check of a document accepts what the codecs of its type read, and nothing else.</summary>
public sealed class TypeCheckTests
{
    private delegate void Reader(ElementView element);

    private static readonly BsonValue Id = ObjectId.Empty;

    // Whatever could be meant as pairs of a boolean and an id, and what is close to them.
    private static readonly BsonValue[] Pairs =
    [
        Pair(("k", true), ("v", Id)), Pair(("v", Id), ("k", true)), Pair(("k", true), ("v", Id), ("z", 1)), Pair(("z", "x"), ("v", Id), ("k", true)), Pair(("k", true), ("v", Id), ("k", "x")),
        Pair(("k", "x"), ("v", Id), ("k", true)), Pair(("v", "x"), ("k", true), ("v", Id)), Pair(("k", true)), Pair(("v", Id)), Pair(("k", true), ("v", "x")), Pair(("k", "x"), ("v", Id)),
        Pair(("0", true), ("1", Id)), Pair(("K", true), ("V", Id)), Pair(("k", true), ("v", BsonNull.Value)), new BsonDocument(), new BsonArray { true, Id }, new BsonArray { Id, true }, new BsonArray { true },
        new BsonArray { true, Id, 1 }, new BsonArray(), Id, true, "x", BsonNull.Value,
    ];

    [Fact]
    public void A_pair() => AssertAgrees("pair:<bool,objectId>", Pairs, static element => KeyValuePairCodec<bool, ObjectId, BooleanCodec, ObjectIdCodec>.Read(element));

    [Fact]
    public void A_pair_whose_value_may_be_null() =>
        AssertAgrees("pair:<bool,objectId?>", Pairs, static element => KeyValuePairCodec<bool, ObjectId?, BooleanCodec, NullableCodec<ObjectId, ObjectIdCodec>>.Read(element));

    [Fact]
    public void A_tuple() => AssertAgrees("tuple:<bool,objectId>", Pairs, static element => ValueTuple2Codec<bool, ObjectId, BooleanCodec, ObjectIdCodec>.Read(element));

    [Fact]
    public void A_dictionary_of_pairs_in_an_array() => AssertAgrees(
        "array:pair:<bool,objectId>", Arrays(),
        static element => EntryArrayCodec<Dictionary<bool, ObjectId>, bool, ObjectId, KeyValuePairCodec<bool, ObjectId, BooleanCodec, ObjectIdCodec>, DictionaryKind<bool, ObjectId>>.Read(element));

    [Fact]
    public void A_dictionary_of_arrays_in_an_array() => AssertAgrees(
        "array:tuple:<bool,objectId>", Arrays(),
        static element => EntryArrayCodec<Dictionary<bool, ObjectId>, bool, ObjectId, EntryPairCodec<bool, ObjectId, BooleanCodec, ObjectIdCodec>, DictionaryKind<bool, ObjectId>>.Read(element));

    [Fact]
    public void A_dictionary() => AssertAgrees(
        "map:objectId",
        [Pair(("a", Id), ("b", Id)), Pair(("a", Id), ("a", Id)), Pair(("a", Id), ("a", true)), Pair(("a", BsonNull.Value)), new BsonDocument(), new BsonArray { Id }, .. Pairs],
        static element => DictionaryCodec<Dictionary<string, ObjectId>, string, ObjectId, StringFormat, ObjectIdCodec, DictionaryKind<string, ObjectId>>.Read(element));

    private static BsonValue[] Arrays() => [.. Pairs.Select(static pair => new BsonArray { new BsonArray { false, Id }, pair }), .. Pairs];

    // Names that are there twice are what this is about too.
    private static BsonDocument Pair(params (string Name, BsonValue Value)[] elements)
    {
        var pair = new BsonDocument(allowDuplicateNames: true);
        foreach ((string name, BsonValue value) in elements)
            pair.Add(name, value);
        return pair;
    }

    private static void AssertAgrees(string type, BsonValue[] values, Reader read)
    {
        var types = new TypeCheck(SampleSchema.Parse(SampleSchema.Store([SampleSchema.Key("A", "entry", "T")], [SampleSchema.Type("T", SampleSchema.Field("F", type))])));
        int accepted = 0;
        foreach (BsonValue value in values)
        {
            byte[] document = new BsonDocument("F", value).ToBson();
            bool isRead = Accepts(() =>
            {
                Assert.True(new DocumentView(document).TryFind("F"u8, out ElementView element));
                read(element);
            });
            Assert.True(isRead == Accepts(() => types.Check("T", new DocumentView(document))), $"{value.ToJson()} is {(isRead ? "read" : "not read")}");
            accepted += isRead ? 1 : 0;
        }

        Assert.InRange(accepted, 1, values.Length - 1);
    }

    private static bool Accepts(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (BsonFormatException)
        {
            return false;
        }
    }
}
