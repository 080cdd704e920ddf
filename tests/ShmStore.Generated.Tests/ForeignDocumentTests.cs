using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Documents by other writers: other widths, order, and elements.</summary>
public sealed class ForeignDocumentTests
{
    [Fact]
    public void Lossless_widths_unknown_elements_and_any_order_are_read()
    {
        BsonDocument document = new() { { "Label", "l" }, { "extra", new BsonArray { 1, "x" } }, { "Y", 3 }, { "X", 4.0 } };
        Assert.Equal(new Point(4, 3, "l"), Documents.Read<Point>(document));
    }

    [Fact]
    public void Another_type_is_an_error_with_the_path()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() =>
            Documents.Read<NullableFields>(new BsonDocument("Point", new BsonDocument { { "Label", 5 } })));
        Assert.Equal(BsonFormatReason.TypeMismatch, error.Reason);
        Assert.Equal("Point.Label", error.FieldPath);
    }

    [Fact]
    public void Null_in_a_member_that_is_not_nullable_is_an_error()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() =>
            Documents.Read<Point>(new BsonDocument { { "X", BsonNull.Value }, { "Y", 1.0 }, { "Label", "l" } }));
        Assert.Equal((BsonFormatReason.TypeMismatch, "X"), (error.Reason, error.FieldPath));
    }

    [Fact]
    public void A_type_byte_that_differs_in_the_fixed_block_is_noticed()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.Point, static writer => writer.Point, Samples.Point);
        Assert.Equal(0x10, bytes[4]);
        bytes[4] = 0x01;
        Assert.ThrowsAny<BsonFormatException>(() => Documents.Read<Point>(bytes));
    }
}
