using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

/// <summary>Names of types in messages, with their article.</summary>
public static class ArticleTests
{
    [Theory]
    [InlineData("an Int32 where a string is expected", ElementType.Int32)]
    [InlineData("an ObjectId where a string is expected", ElementType.ObjectId)]
    [InlineData("an Undefined where a string is expected", ElementType.Undefined)]
    [InlineData("a Double where a string is expected", ElementType.Double)]
    public static void Of_an_element(string problem, ElementType type)
    {
        byte[] value = new byte[12];
        byte[] document = [0, 0, 0, 0, (byte)type, (byte)'a', 0, .. value[..(type switch { ElementType.Int32 => 4, ElementType.ObjectId => 12, ElementType.Double => 8, _ => 0 })], 0];
        document[0] = (byte)document.Length;
        var error = Assert.Throws<BsonFormatException>(() => new DocumentView(document).Get<string, StringCodec>("a"u8, required: true));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an Int64", "Int64")]
    [InlineData("a UInt32", "UInt32")]
    [InlineData("a Side", "Side")]
    public static void Of_a_number_or_enum(string shown, string name) => Assert.Equal(shown, Article.With(name));
}
