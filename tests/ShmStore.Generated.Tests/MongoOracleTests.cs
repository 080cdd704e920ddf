using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>MongoDB.Bson as the judge of bytes, element names and values.</summary>
public sealed class MongoOracleTests
{
    [Fact]
    public void Documents_are_byte_for_byte_what_MongoDB_writes_for_the_same_elements()
    {
        AssertSameBytes(Documents.Encode(ShapeStore.Key.AllFields, static writer => writer.AllFields, Samples.AllFields));
        AssertSameBytes(Documents.Encode(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, Samples.NullableFields));
        AssertSameBytes(Documents.Encode(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, new NullableFields()));
        AssertSameBytes(Documents.Encode(ShapeStore.Key.Collections, static writer => writer.Collections, Samples.Collections));
        AssertSameBytes(Documents.Encode(ShapeStore.Key.@class, static writer => writer.@class, Samples.Keyword));
        AssertSameBytes(Documents.Encode(ShapeStore.Key.Inner, static writer => writer.Inner, Samples.Inner));
    }

    [Fact]
    public void Elements_are_those_of_a_class_map()
    {
        AssertSameElements(ShapeStore.Key.Point, static writer => writer.Point, Samples.Point);
        AssertSameElements(ShapeStore.Key.MutableStruct, static writer => writer.MutableStruct, new MutableStruct { Field = 1, Text = "t" });
        AssertSameElements(ShapeStore.Key.InitialValues, static writer => writer.InitialValues, new InitialValues());
        AssertSameElements(ShapeStore.Key.RequiredMembers, static writer => writer.RequiredMembers, new RequiredMembers { Name = "n", Count = 1, Note = null, Field = 2 });
        AssertSameElements(ShapeStore.Key.ClosedGeneric, static writer => writer.ClosedGeneric, new ClosedGeneric { Value = 1 });
        AssertSameElements(ShapeStore.Key.Hidden, static writer => writer.Hidden, new Hidden());
    }

    [Fact]
    public void The_id_is_first()
    {
        BsonDocument parsed = Documents.Parse(Documents.Encode(ShapeStore.Key.AllFields, static writer => writer.AllFields, Samples.AllFields));
        Assert.Equal("_id", parsed.GetElement(0).Name);
        Assert.Equal(Samples.ObjectId, parsed["_id"].AsObjectId);
    }

    [Fact]
    public void Scalars_have_the_agreed_types()
    {
        BsonDocument parsed = Documents.Parse(Documents.Encode(ShapeStore.Key.AllFields, static writer => writer.AllFields, Samples.AllFields));
        BsonDocument expected = new()
        {
            { "_id", Samples.ObjectId },
            { "Flag", true },
            { "Int", int.MinValue },
            { "Long", long.MaxValue },
            { "Double", -0.1 },
            { "Decimal", new BsonDecimal128(Decimal128.Parse("12.3400")) },
            { "Time", new BsonDateTime(Samples.Time) },
            { "Guid", new BsonBinaryData(Samples.Guid, GuidRepresentation.Standard) },
            { "Small", 255 },
            { "Large", (long)uint.MaxValue },
            { "Text", "Zoë 📈" },
            { "Bytes", new BsonBinaryData([0, 255, 1]) },
        };
        Assert.Equal(expected, parsed);
    }

    private static void AssertSameBytes(byte[] bytes) => Assert.Equal(Documents.Parse(bytes).ToBson(), bytes);

    private static void AssertSameElements<T>(ShapeStore.Key key, Func<ShapeStore.Writer, SharedEntryWriter<T>> entry, T value)
        where T : ISharedObject<T>
    {
        BsonDocument theirs = value.ToBsonDocument(typeof(T));
        BsonDocument ours = Documents.Parse(Documents.Encode(key, entry, value));
        Assert.Equal(theirs.Elements.OrderBy(static element => element.Name), ours.Elements.OrderBy(static element => element.Name));
    }
}
