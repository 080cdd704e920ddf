using System.Text;
using CsCheck;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

public class Utf8ViewTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char[' ', '~'].Array[0, 400],
        Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 400],
        Gen.Select(Gen.Char['a', 'z'].Array[0, 140], Gen.Int[0, 5].Select(n => "😀é€"[..2].ToCharArray().Concat(new string('ä', n)).ToArray()).Array[0, 80],
            (head, parts) => head.Concat(parts.SelectMany(part => part)).ToArray())).Select(chars => new string(chars));

    [Fact]
    public void Length_and_text_are_those_of_the_string() => Texts.Sample(text =>
    {
        var view = new Utf8View(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text.Length, view.Length);
        Assert.Equal(text, view.ToString());
        Assert.True(view == text);
        Assert.True(view.Equals(text.AsSpan()));
        Assert.True(view == Encoding.UTF8.GetBytes(text));
    });

    [Fact]
    public void Any_other_text_differs() => Gen.Select(Texts, Texts).Sample((left, right) =>
    {
        var view = new Utf8View(Encoding.UTF8.GetBytes(left));
        Assert.Equal(left == right, view == right);
        Assert.Equal(left != right, view != right);
        Assert.False(view == left + "x");
        Assert.False(view == left + "é");
        if (left.Length > 0)
            Assert.False(view == left[..^1]);
    });

    [Fact]
    public void A_lone_surrogate_equals_nothing()
    {
        Assert.False(new Utf8View(Encoding.UTF8.GetBytes("ab\uFFFD")) == "ab\uD800");
        Assert.False(new Utf8View(Encoding.UTF8.GetBytes(new string('é', 127) + "\uFFFD")) == new string('é', 127) + "\uD800");
    }

    [Fact]
    public void Null_is_not_empty()
    {
        Assert.True(default(Utf8View).IsNull);
        Assert.True(default(Utf8View) == (string?)null);
        Assert.False(default(Utf8View) == "");
        Assert.Equal("", default(Utf8View).ToString());
        Assert.Equal(0, default(Utf8View).Length);
        Assert.False(new Utf8View(""u8).IsNull);
        Assert.True(new Utf8View(""u8) == "");
        Assert.False(new Utf8View(""u8) == (string?)null);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC3)]
    [InlineData(0xFF)]
    public void Bytes_that_are_not_text_are_refused(byte bad)
    {
        var error = Assert.Throws<BsonFormatException>(() => new Utf8View([(byte)'a', bad]).ToString());
        Assert.Equal(BsonFormatReason.InvalidUtf8, error.Reason);
    }
}
