using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Keys in messages, which may come from anybody: one line, not too long, and nothing that a terminal obeys.</summary>
public static class ShownKeyTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("AAPL", "\"AAPL\"")]
    [InlineData("Zoë 📈", "\"Zoë 📈\"")]
    [InlineData("a\r\nb\0", "\"a\\u000D\\u000Ab\\u0000\"")]
    [InlineData("\u001B[2J\u009B", "\"\\u001B[2J\\u009B\"")]
    [InlineData("x\u2028\u2029\u202E", "\"x\\u2028\\u2029\\u202E\"")]
    public static void Texts_are_escaped(string key, string shown) => Assert.Equal(shown, MapKeyOf<string>.Display(key));

    [Fact]
    public static void A_surrogate_without_its_partner_is_escaped() => Assert.Equal("\"a\\uD83Db\"", MapKeyOf<string>.Display("a" + (char)0xD83D + "b"));

    [Fact]
    public static void Long_ones_are_cut_and_say_how_long_they_are()
    {
        string longest = new('x', 100);
        Assert.Equal($"\"{longest}\"", MapKeyOf<string>.Display(longest));
        Assert.Equal($"\"{longest}…\" (32767 characters)", MapKeyOf<string>.Display(new string('x', 32767)));
        Assert.Equal($"\"{longest[1..]}…\" (101 characters)", MapKeyOf<string>.Display(longest[1..] + "📈"));
        byte[] bytes = new byte[51];
        Assert.Equal($"0x{new string('0', 100)}", MapKeyOf<byte[]>.Display(bytes[1..]));
        Assert.Equal($"0x{new string('0', 100)}… (51 bytes)", MapKeyOf<byte[]>.Display(bytes));
    }
}
