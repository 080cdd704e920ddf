using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Documents without some element.</summary>
public sealed class MissingElementTests
{
    private static readonly BsonDocument Nothing = [];

    [Fact]
    public void Constructor_parameters_get_their_default_values() =>
        Assert.Equal(new Defaults("n"), Documents.Read<Defaults>(new BsonDocument("Name", "n")));

    [Fact]
    public void Negative_zero_and_NaN_are_defaults_as_written()
    {
        Defaults read = Documents.Read<Defaults>(new BsonDocument("Name", "n"));
        Assert.True(double.IsNegative(read.NegativeZero));
        Assert.True(double.IsNaN(read.Nothing));
    }

    [Fact]
    public void Initializers_stand()
    {
        InitialValues read = Documents.Read<InitialValues>(Nothing);
        Assert.Equal((1, "initial", 3L, "private", 5, 6.5, 0), (read.InitOnly, read.InitOnlyText, read.Settable, read.PrivatelySet, read.Backed, read.Field, read.Plain));
        Assert.Equal(new InitialValuesStruct(), Documents.Read<InitialValuesStruct>(Nothing));
        Assert.Equal(1, Documents.Read<InitialValuesStruct>(Nothing).Number);
    }

    [Fact]
    public void Initializers_stand_in_nested_generic_types()
    {
        Outer<MemoryStream>.Inner read = Documents.Read<Outer<MemoryStream>.Inner>(new BsonDocument("Next", new BsonDocument("Number", 8)));
        Assert.Equal((4, "inner", 8, "inner"), (read.Number, read.Text, read.Next!.Number, read.Next.Text));
    }

    [Fact]
    public void Initial_values_of_base_types_stand()
    {
        Derived read = Documents.Read<Derived>(new BsonDocument("Origin", "o"));
        Assert.Equal((8, 9, "derived"), (read.Protected, read.Overridden, read.Abstract));
        Assert.Equal(10, Documents.Read<MoreDerived>(new BsonDocument("Origin", "o")).Extra);
    }

    [Fact]
    public void Other_members_are_the_types_default()
    {
        MutableStruct read = Documents.Read<MutableStruct>(Nothing);
        Assert.Equal((0, null), (read.Field, read.Text));
        Assert.Null(Documents.Read<NullableFields>(Nothing).Point);
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Count")]
    [InlineData("Note")]
    [InlineData("Field")]
    public void Required_members_must_be_there(string missing)
    {
        BsonDocument document = new() { { "Name", "n" }, { "Count", 1 }, { "Note", BsonNull.Value }, { "Field", 2L } };
        document.Remove(missing);
        AssertMissing<RequiredMembers>(document, missing);
    }

    [Fact]
    public void Non_nullable_reference_parameters_must_be_there()
    {
        AssertMissing<Point>(new BsonDocument { { "X", 1 }, { "Y", 2.0 } }, "Label");
        AssertMissing<Defaults>(Nothing, "Name");
        AssertMissing<RequiredByConstructor>(Nothing, "Name");
    }

    private static void AssertMissing<T>(BsonDocument document, string element)
        where T : ISharedObject<T>
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => Documents.Read<T>(document));
        Assert.Equal(BsonFormatReason.MissingField, error.Reason);
        Assert.Contains(element, error.Message, StringComparison.Ordinal);
    }
}
