using ShmStore.Store.Schema;

namespace ShmStore.Tests.Store.Evolution;

/// <summary>Types as schema documents spell them.</summary>
public class FieldTypeTests
{
    [Theory]
    [InlineData("int64", "int64")]
    [InlineData("string?", "string!")]
    [InlineData("int64/Seconds", "int64/Seconds")]
    [InlineData("binary/JavaLegacy?", "binary/JavaLegacy!")]
    [InlineData("map/hex?:string/hex", "map/hex!(string/hex)")]
    [InlineData("array", "array")]
    [InlineData("array?", "array!")]
    [InlineData("object:Demo.Account", "object=Demo.Account")]
    [InlineData("object:Demo.Outer<System.Collections.Generic.List<int>,Demo.B[]>+Inner?", "object=Demo.Outer<System.Collections.Generic.List<int>,Demo.B[]>+Inner!")]
    [InlineData("array:int32?", "array(int32!)")]
    [InlineData("array?:int32", "array!(int32)")]
    [InlineData("array:map?:array:object:A?", "array(map!(array(object=A!)))")]
    [InlineData("tuple:<int32>", "tuple(int32)")]
    [InlineData("tuple:<int32?,object:A<B,C>,tuple:<string,array:int64>?>?", "tuple!(int32!,object=A<B,C>,tuple!(string,array(int64)))")]
    [InlineData("array:pair:<string,object:A>", "array(pair(string,object=A))")]
    public void Types_are_taken_apart(string text, string expected)
    {
        FieldType type = FieldType.Parse(text);
        Assert.Equal(text, type.Text);
        Assert.Equal(expected, Show(type));
        Assert.Equal(text, type.WithObjectNames(static name => name));
        Assert.Equal(text.Replace("object:", "object:New.", StringComparison.Ordinal), type.WithObjectNames(static name => "New." + name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("int32??")]
    [InlineData("int32:string")]
    [InlineData("int32,string")]
    [InlineData("array:")]
    [InlineData("tuple:<")]
    [InlineData("tuple:<>")]
    [InlineData("tuple:<int32")]
    [InlineData("tuple:<int32,>")]
    [InlineData("tuple:<int32>>")]
    [InlineData("object:A,B")]
    [InlineData("pair:<object:A<B,int32>")]
    public void Text_that_does_not_follow_the_grammar_is_a_type_of_its_own(string text) => Assert.Equal(text, Show(FieldType.Parse(text)));

    [Fact]
    public void Nesting_is_limited()
    {
        string deep = string.Concat(Enumerable.Repeat("array:", 1_000_000)) + "int32";
        Assert.Empty(FieldType.Parse(deep).Parts);
        Assert.Empty(FieldType.Parse(string.Concat(Enumerable.Repeat("tuple:<", 1_000_000))).Parts);
        Assert.Equal(64, Show(FieldType.Parse(string.Concat(Enumerable.Repeat("array:", 64)) + "int32")).Count(static c => c == '('));
    }

    private static string Show(FieldType type) =>
        type.Kind + (type.Meaning.Length > 0 ? "/" + type.Meaning : "") + (type.ObjectName is { } name ? "=" + name : "") + (type.AllowsNull ? "!" : "")
        + (type.Parts.Count == 0 ? "" : $"({string.Join(",", type.Parts.Select(Show))})");
}
