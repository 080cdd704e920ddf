using ShmStore.Generators.Emitting;

namespace ShmStore.Generators.Tests;

/// <summary>The building of source text.</summary>
public sealed class SourceWriterTests
{
    [Fact]
    public void Blocks_are_indented_and_closed()
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace A"))
        {
            writer.Separate();
            using (writer.Braces("class B", "};"))
                writer.Line("one\n\ntwo");
            writer.Separate();
            writer.Line("class C;");
        }

        Assert.Equal("namespace A\n{\n    class B\n    {\n        one\n\n        two\n    };\n\n    class C;\n}\n", writer.ToString());
    }

    [Theory]
    [InlineData("Name", "\"Name\"u8")]
    [InlineData("", "\"\"u8")]
    [InlineData("a_1", "\"a_1\"u8")]
    [InlineData("\u0012Balance", "[0x12, 0x42, 0x61, 0x6C, 0x61, 0x6E, 0x63, 0x65]")]
    [InlineData("é", "[0xC3, 0xA9]")]
    [InlineData("a\"", "[0x61, 0x22]")]
    public void Names_are_literals_only_when_no_escape_is_needed(string name, string expected) =>
        Assert.Equal(expected, Literals.Utf8(name));

    [Fact]
    public void Text_in_documentation_is_XML_on_one_line() =>
        Assert.Equal("<c>a&lt;b&gt;&amp;\\u000A\\u2028\\uD83D\\uDE00</c>", Documentation.Code("a<b>&\n\u2028😀"));
}
