using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about members of shared objects.</summary>
public sealed class MemberRuleTests
{
    private const string Head = """
        using System.Collections.Generic;
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        """;

    private const string Items = """
        [SharedObject] public partial class Item { public int X { get; set; } }
        [SharedObject] public partial class OfOther : System.IComparable<Item> { public int CompareTo(Item? other) => 0; }
        [SharedObject] [BsonKnownTypes(typeof(Circle))] public abstract partial class Shape;
        [SharedObject] public partial class Circle : Shape, System.IComparable<Circle> { public int CompareTo(Circle? other) => 0; }
        [SharedObject] public partial class Sorted : System.IComparable<Sorted> { public int CompareTo(Sorted? other) => 0; }
        [SharedObject] public partial class Derived : Sorted;
        [SharedObject(KnownTypes = [typeof(SortedToo)])] public partial interface ISorted;
        [SharedObject] public partial class SortedToo : ISorted, System.IComparable { public int CompareTo(object? other) => 0; }

        """;

    private static readonly string[] BsonValues =
    [
        "BsonArray", "BsonBinaryData", "BsonBoolean", "BsonDateTime", "BsonDecimal128", "BsonDocument", "BsonDouble", "BsonInt32", "BsonInt64", "BsonJavaScript", "BsonJavaScriptWithScope",
        "BsonMaxKey", "BsonMinKey", "BsonNull", "BsonObjectId", "BsonRegularExpression", "BsonString", "BsonSymbol", "BsonTimestamp", "BsonUndefined", "BsonValue",
    ];

    [Theory]
    [InlineData("int[,]", "BSON has no multi-dimensional arrays, use an array of arrays")]
    [InlineData("(int, int, int, int, int, int, int, int)", "a tuple has at most 7 items, use a record marked [SharedObject]")]
    [InlineData("Dictionary<double, int>", "its keys have no text form, mark the member [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]", "System.Collections.Generic.Dictionary<double, int>")]
    [InlineData("Dictionary<string, object>", "use a supported type, or mark the member [BsonIgnore]", "object")]
    [InlineData("Plain", "mark 'Plain' [SharedObject] and make it partial, or mark the member [BsonIgnore]")]
    [InlineData("object", "use a supported type, or mark the member [BsonIgnore]")]
    [InlineData("System.Int128", "use a supported type, or mark the member [BsonIgnore]")]
    [InlineData("System.UInt128", "use a supported type, or mark the member [BsonIgnore]")]
    [InlineData("System.Numerics.BigInteger", "use a supported type, or mark the member [BsonIgnore]")]
    [InlineData("System.IntPtr", "use a supported type, or mark the member [BsonIgnore]", "nint")]
    [InlineData("System.Action", "use a supported type, or mark the member [BsonIgnore]")]
    [InlineData("System.ArraySegment<byte>", "use an array, a list, ImmutableArray, Memory or ReadOnlyMemory, or mark the member [BsonIgnore]")]
    [InlineData("System.Collections.ArrayList", "use a supported type itself, not one derived from it, or mark the member [BsonIgnore]")]
    [InlineData("MongoDB.Bson.RawBsonDocument", "reading would make another type of it, use BsonDocument, BsonArray or BsonValue")]
    [InlineData("MongoDB.Bson.LazyBsonDocument", "reading would make another type of it, use BsonDocument, BsonArray or BsonValue")]
    [InlineData("MongoDB.Bson.RawBsonArray", "reading would make another type of it, use BsonDocument, BsonArray or BsonValue")]
    [InlineData("MongoDB.Bson.LazyBsonArray", "reading would make another type of it, use BsonDocument, BsonArray or BsonValue")]
    [InlineData("MongoDB.Bson.BsonDocumentWrapper", "reading would make another type of it, use BsonDocument, BsonArray or BsonValue")]
    public Task SHM0019_member_type(string type, string hint, string? shown = null) => AnalyzerHarness.ExpectAsync(
        $"{Head}public class Plain; [SharedObject] public partial class A {{ public {type} {{|SHM0019:X|}} {{ get; set; }} = default!; }}",
        $"The member 'X' is of type '{shown ?? type}', which cannot be stored: {hint}");

    [Fact]
    public Task SHM0019_inside_lists_and_of_fields() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public List<object?>? {|SHM0019:X|} { get; set; } public System.Action? {|SHM0019:Y|}; [BsonIgnore] public object? Z; private object? _w; public object? W() => _w = null; }");

    [Theory]
    [InlineData("SortedSet<System.Uri?>", "items", "System.Uri")]
    [InlineData("SortedSet<Item>", "items", "Item")]
    [InlineData("SortedSet<byte[]>", "items", "byte[]")]
    [InlineData("SortedSet<(int, Item)>", "items", "(int, Item)")]
    [InlineData("SortedSet<Shape>", "items", "Shape")]
    [InlineData("System.Collections.Immutable.ImmutableSortedSet<OfOther>", "items", "OfOther")]
    [InlineData("SortedDictionary<Item, int>", "keys", "Item", "[BsonDictionaryOptions(MongoDB.Bson.Serialization.Options.DictionaryRepresentation.ArrayOfArrays)] ")]
    [InlineData("SortedList<Item, int>", "keys", "Item", "[BsonDictionaryOptions(MongoDB.Bson.Serialization.Options.DictionaryRepresentation.ArrayOfDocuments)] ")]
    [InlineData("System.Collections.Immutable.ImmutableSortedDictionary<Item, int>", "keys", "Item", "[BsonDictionaryOptions(MongoDB.Bson.Serialization.Options.DictionaryRepresentation.ArrayOfDocuments)] ")]
    public async Task SHM0019_sorted_and_not_comparable(string type, string what, string item, string attribute = "")
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync($"{Head}{Items} [SharedObject] public partial class A {{ {attribute}public {type} {{|SHM0019:X|}} {{ get; set; }} = default!; }}");
        Assert.EndsWith($"which cannot be stored: its {what} are sorted, and '{item}' implements neither IComparable<{item}> nor IComparable", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SortedSet<int?>")]
    [InlineData("SortedSet<string?>")]
    [InlineData("SortedSet<System.DayOfWeek>")]
    [InlineData("SortedSet<(int, string?, System.Tuple<System.Guid>)>")]
    [InlineData("SortedSet<MongoDB.Bson.BsonValue>")]
    [InlineData("SortedSet<MongoDB.Bson.ObjectId>")]
    [InlineData("SortedSet<System.Version>")]
    [InlineData("SortedSet<Sorted>")]
    [InlineData("SortedSet<SortedToo?>")]
    [InlineData("SortedSet<Derived>")]
    [InlineData("SortedSet<ISorted>")]
    [InlineData("System.Collections.Immutable.ImmutableSortedDictionary<char, Item>")]
    [InlineData("HashSet<Item>")]
    public Task SHM0019_not_for_what_can_be_sorted(string type) => AnalyzerHarness.ExpectAsync(
        $"{Head}{Items} [SharedObject] public partial class A {{ public {type} X {{ get; set; }} = default!; }}");

    [Fact]
    public Task SHM0019_not_for_the_values_that_reading_makes() => AnalyzerHarness.ExpectAsync(
        $"using MongoDB.Bson; {Head}[SharedObject] public partial class A {{ {string.Concat(BsonValues.Select(static type => $"public {type}? {type}_ {{ get; set; }} "))} }}");

    [Fact]
    public Task SHM0020_ulong_enum() => AnalyzerHarness.ExpectAsync(
        Head + "public enum E : ulong { } [SharedObject] public partial class A { public E? {|SHM0020:X|} { get; set; } }",
        "The member 'X' holds the enum 'E' over ulong, whose upper half BSON cannot represent: base the enum on long, or mark the member [BsonIgnore]");

    [Fact]
    public Task SHM0021_type_parameter() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A<T> { public T[]? {|SHM0021:X|} { get; set; } }",
        "The member 'X' depends on the type parameter 'T', so its layout is not known at compile time: use a concrete type, or mark the member [BsonIgnore]");

    [Fact]
    public async Task SHM0018_of_a_base_type_in_another_project_is_reported_at_the_type()
    {
        CSharpCompilation library = TestCompilation.Create(["namespace Library; public class Base { public object? Foo { get; set; } public int Bar { get; private set; } }"]);
        const string source = "using ShmStore; [SharedObject] public partial class A : Library.Base { public int X { get; set; } }";
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.AnalyzeAsync(TestCompilation.Create([source], library.ToMetadataReference()));
        Assert.NotEmpty(found);
        Assert.All(found, static diagnostic => Assert.Equal("A", source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
    }

    [Theory]
    [InlineData("BsonRepresentation(MongoDB.Bson.BsonType.Int32, AllowOverflow = true)", "BsonRepresentation(AllowOverflow = …)")]
    [InlineData("BsonRepresentation(MongoDB.Bson.BsonType.Int32, AllowTruncation = true)", "BsonRepresentation(AllowTruncation = …)")]
    [InlineData("BsonDateOnlyOptions(MongoDB.Bson.BsonType.String)", "BsonDateOnlyOptions")]
    public Task SHM0025_attribute_of_a_member(string attribute, string name) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ [{{|SHM0025:{attribute}|}}] public int X {{ get; set; }} }}",
        $"[{name}] on 'X' is not supported and would change how it is stored: remove it, or mark the member [BsonIgnore]");

    [Fact]
    public Task SHM0025_attribute_of_a_type() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] [{|SHM0025:BsonSerializer(typeof(int))|}] public partial class A { public int X { get; set; } }",
        "[BsonSerializer] on 'A' is not supported and would change how it is stored: remove it, or mark the member [BsonIgnore]");

    [Theory]
    [InlineData("public class Mine : BsonElementAttribute;", "[{|SHM0025:Mine|}] public int X { get; set; }", "Mine", "X")]
    [InlineData("public class Skip : BsonIgnoreAttribute;", "[{|SHM0025:Skip|}] public int X { get; set; }", "Skip", "X")]
    [InlineData("public class Upper : System.Attribute, IBsonMemberMapAttribute { public void Apply(BsonMemberMap map) { } }", "[{|SHM0025:Upper|}] public int X { get; set; }", "Upper", "X")]
    [InlineData("", "[{|SHM0025:BsonFactoryMethod|}] public static A Make() => new();", "BsonFactoryMethod", "Make")]
    [InlineData("", "[field: {|SHM0025:BsonElement(\"x\")|}] public int X { get; set; }", "BsonElement", "X")]
    [InlineData("public class Base { public virtual int X { get; set; } }", "[{|SHM0025:BsonElement(\"x\")|}] public override int X { get; set; }", "BsonElement", "X", " : Base")]
    [InlineData("public class Base { [{|SHM0025:BsonFactoryMethod|}] public static Base Make() => new(); }", "", "BsonFactoryMethod", "Make", " : Base")]
    public Task SHM0025_attributes_of_ones_own_and_where_they_have_no_effect(string other, string member, string name, string at, string bases = "") => AnalyzerHarness.ExpectAsync(
        $"using MongoDB.Bson.Serialization; {Head}{other} [SharedObject] public partial class A{bases} {{ {member} }}",
        $"[{name}] on '{at}' is not supported and would change how it is stored: remove it, or mark the member [BsonIgnore]");

    [Fact]
    public Task SHM0025_own_attribute_of_a_base_type() => AnalyzerHarness.ExpectAsync(
        "using MongoDB.Bson.Serialization; " + Head + "public class Camel : System.Attribute, IBsonClassMapAttribute { public void Apply(BsonClassMap map) { } } [{|SHM0025:Camel|}] public class Base { public int X { get; set; } } [SharedObject] public partial class A : Base;");

    [Theory]
    [InlineData("{|SHM0036:BsonSerializer(typeof(Numbers))|}", "long", "Numbers", "does not implement IBsonSerializer<long>")]
    [InlineData("{|SHM0036:BsonSerializer(typeof(Numbers))|}", "int?", "Numbers", "does not implement IBsonSerializer<int?>")]
    [InlineData("{|SHM0036:BsonSerializer(typeof(int))|}", "int", "int", "does not implement IBsonSerializer<int>")]
    [InlineData("{|SHM0036:BsonSerializer(typeof(Open<>))|}", "int", "Open<>", "is generic: name its type arguments")]
    [InlineData("{|SHM0036:BsonSerializer(typeof(Sized))|}", "int", "Sized", "has no public constructor without parameters")]
    [InlineData("{|SHM0036:BsonSerializer(typeof(Hidden))|}", "int", "A.Hidden", "is private or protected")]
    [InlineData("{|SHM0036:BsonSerializer|}", "int", "", "is not named")]
    public Task SHM0036_serializer(string attribute, string type, string serializer, string problem) => AnalyzerHarness.ExpectAsync(
        $$"""
        using MongoDB.Bson.Serialization.Serializers; {{Head}} public class Numbers : StructSerializerBase<int>; public class Open<T> : StructSerializerBase<int>; public class Sized : StructSerializerBase<int> { public Sized(int size) => Size = size; public int Size { get; } }
        [SharedObject] public partial class A { [{{attribute}}] public {{type}} X { get; set; } private sealed class Hidden : StructSerializerBase<int>; [BsonSerializer(typeof(Numbers))] public int Fine { get; set; } }
        """,
        $"The member 'X' cannot be stored by the serializer '{serializer}', which {problem}");

    [Theory]
    [InlineData("(int, int)", "(int a, int b)")]
    [InlineData("(int x, int y)[]", "(int, int)[]")]
    [InlineData("List<(string? x, (int a, int b) y)>", "List<(string, (int, int))>")]
    [InlineData("(int, int, int, int, int, int, int a, int b)", "(int, int, int, int, int, int, int, int c)")]
    [InlineData("object?", "dynamic")]
    [InlineData("Dictionary<string, dynamic>?", "Dictionary<string, object>")]
    [InlineData("Outer<(int a, int b)>.Inner", "Outer<(int, int)>.Inner")]
    [InlineData("int[,]?", "int[,]")]
    public async Task SHM0036_not_for_what_the_runtime_has_as_one_type(string type, string argument)
    {
        string source = $$"""
            using MongoDB.Bson.Serialization.Serializers; {{Head}} internal class Of<T> : SerializerBase<T>; internal class Outer<T> { internal class Inner; }
            [SharedObject] internal partial class A { [BsonSerializer(typeof(Of<{{argument}}>))] public {{type}} X { get; set; } = default!; }
            """;
        await AnalyzerHarness.ExpectAsync(source);
        GeneratorHarness.Run(source).AssertCompiles();
    }

    [Theory]
    [InlineData("(int, int)", "(int, long)")]
    [InlineData("object?", "string")]
    [InlineData("int[]?", "int[,]")]
    [InlineData("Outer<int>.Inner?", "Outer<long>.Inner")]
    public Task SHM0036_for_what_it_tells_apart(string type, string argument) => AnalyzerHarness.ExpectAsync(
        $$"""
        using MongoDB.Bson.Serialization.Serializers; {{Head}} public class Of<T> : SerializerBase<T>; public class Outer<T> { public class Inner; }
        [SharedObject] public partial class A { [{|SHM0036:BsonSerializer(typeof(Of<{{argument}}>))|}] public {{type}} X { get; set; } = default!; }
        """);

    [Theory]
    [InlineData("[BsonIgnoreIfNull] [{|SHM0029:BsonIgnoreIfDefault|}]", "BsonIgnoreIfDefault", "BsonIgnoreIfNull")]
    [InlineData("[BsonIgnoreIfNull] [{|SHM0029:BsonRequired|}]", "BsonRequired", "BsonIgnoreIfNull")]
    [InlineData("[{|SHM0029:BsonRequired|}] [BsonIgnoreIfDefault]", "BsonRequired", "BsonIgnoreIfDefault")]
    public Task SHM0029_contradiction(string attributes, string attribute, string other) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {attributes} public int? X {{ get; set; }} }}",
        $"[{attribute}] on 'X' contradicts [{other}]: remove one of them");

    [Fact]
    public Task SHM0029_required_but_left_out() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [{|SHM0029:BsonRequired|}] public int X { get; set; } public bool ShouldSerializeX() => X > 0; }",
        "[BsonRequired] on 'X' contradicts ShouldSerializeX(): remove one of them");

    [Theory]
    [InlineData("sealed partial record A(string {|SHM0029:X|}) {", "the constructor's parameter, which takes no null and has no default")]
    [InlineData("partial class A { public A(System.Collections.Generic.List<int> x) => X = x; public System.Collections.Generic.List<int> {|SHM0029:X|} { get; }", "the constructor's parameter, which takes no null and has no default")]
    [InlineData("partial class A { public required string {|SHM0029:X|} { get; set; }", "'required', as null is no value of it")]
    public Task SHM0029_left_out_but_needed(string type, string needed) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public {type} public bool ShouldSerializeX() => false; }}", $"ShouldSerializeX() on 'X' contradicts {needed}: remove one of them");

    [Theory]
    [InlineData("sealed partial record A(string? X) {")]
    [InlineData("sealed partial record A(string X = \"\") {")]
    [InlineData("sealed partial record A([property: BsonDefaultValue(\"\")] string X) {")]
    [InlineData("sealed partial record A(int X) {")]
    [InlineData("partial class A { public required int X { get; set; }")]
    [InlineData("partial class A { public required string? X { get; set; }")]
    [InlineData("partial class A { public string X { get; set; } = \"\";")]
    public Task SHM0029_not_where_it_is_not_needed(string type) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public {type} public bool ShouldSerializeX() => false; }}");

    [Fact]
    public Task SHM0029_two_members_for_extra_elements() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class {|SHM0029:A|} { [BsonExtraElements] public MongoDB.Bson.BsonDocument? X { get; set; } [BsonExtraElements] public MongoDB.Bson.BsonDocument? Y { get; set; } }",
        "[BsonExtraElements] on 'Y' contradicts [BsonExtraElements] on 'X': remove one of them");

    [Theory]
    [InlineData("sbyte", "-128", "127", "128")]
    [InlineData("sbyte", "-128", "127", "-129")]
    [InlineData("byte", "0", "255", "256")]
    [InlineData("byte", "0", "255", "-1")]
    [InlineData("short", "-32768", "32767", "32768")]
    [InlineData("ushort", "0", "65535", "65536")]
    [InlineData("char", "0", "65535", "65536")]
    [InlineData("int", "-2147483648", "2147483647", "2147483648")]
    [InlineData("uint", "0", "4294967295", "4294967296")]
    [InlineData("long", "-9223372036854775808", "9223372036854775807", "9223372036854775808")]
    [InlineData("ulong", "0", "18446744073709551615", "18446744073709551616")]
    public async Task SHM0030_default_of_a_wider_parameter(string type, string least, string greatest, string outside)
    {
        foreach (string value in new[] { least, greatest })
            await AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ public A(decimal x = {value}m) => X = ({type})x; public {type} X {{ get; }} }}");
        await AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ public A(decimal {{|SHM0030:x|}} = {outside}m) => X = ({type})x; public {type} X {{ get; }} }}");
    }

    [Theory]
    [InlineData("int", "\"text\"")]
    [InlineData("int", "1L")]
    [InlineData("int", "null")]
    [InlineData("string?", "typeof(int)")]
    [InlineData("int[]?", "new int[0]")]
    [InlineData("byte[]?", "5")]
    [InlineData("MongoDB.Bson.BsonValue?", "5")]
    [InlineData("System.Collections.Generic.IEnumerable<char>?", "\"abc\"")]
    public Task SHM0030_default_value(string type, string value) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ [{{|SHM0030:BsonDefaultValue({value})|}}] public {type} X {{ get; set; }} }}",
        $"The default value of the member 'X' is not a constant that its type '{type}' can hold");

    [Fact]
    public Task SHM0030_text_that_cannot_be_stored() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [{|SHM0030:BsonDefaultValue(\"a\\uD800\")|}] public string X { get; set; } = \"\"; [BsonDefaultValue(\"\\uD83D\\uDCC8\\0\")] public string Y { get; set; } = \"\"; }",
        "The default value of the member 'X' has half a surrogate pair at position 1, which UTF-8 cannot represent");

    [Theory]
    [InlineData("ushort", "int {|SHM0030:x|} = -1")]
    [InlineData("int", "long {|SHM0030:x|} = 5_000_000_000")]
    [InlineData("int", "double {|SHM0030:x|} = 0.5")]
    [InlineData("Money", "int {|SHM0030:x|} = 5")]
    public Task SHM0030_default_of_a_parameter_that_the_member_cannot_hold(string type, string parameter) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ public A({parameter}) {{ X = default; _ = x; }} public {type} X {{ get; }} }} [SharedObject] public partial struct Money {{ public int C {{ get; set; }} public static implicit operator int(Money money) => money.C; }}",
        $"The default value of the member 'X' is not a constant that its type '{type}' can hold");

    [Theory]
    [InlineData("bool", "bool? x = true")]
    [InlineData("double", "double? x = 1.5")]
    [InlineData("decimal", "decimal? x = 1m")]
    [InlineData("char", "char? x = 'x'")]
    [InlineData("float", "double x = 0.5")]
    [InlineData("int", "decimal x = 1m")]
    [InlineData("ushort", "int x = 65535")]
    [InlineData("int?", "int? x = null")]
    [InlineData("System.DayOfWeek", "System.DayOfWeek? x = System.DayOfWeek.Friday")]
    public Task SHM0030_not_for_a_default_of_a_parameter_that_the_member_can_hold(string type, string parameter) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ public A({parameter}) {{ X = default; _ = x; }} public {type} X {{ get; }} }}");

    [Fact]
    public Task SHM0030_not_for_a_default_that_counts_for_nothing() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public A(int x = -1) { X = (ushort)x; } [BsonIgnoreIfDefault] public ushort X { get; } }");

    [Fact]
    public void SHM0030_not_for_text_that_a_serializer_writes() => GeneratorHarness.Run(Head + """
        [SharedObject] internal partial class A { [BsonSerializer(typeof(Characters))] [BsonDefaultValue("abc")] public IEnumerable<char>? X { get; set; } }
        internal sealed class Characters : MongoDB.Bson.Serialization.Serializers.SerializerBase<IEnumerable<char>>;
        """).AssertCompiles();

    [Fact]
    public Task SHM0030_through_a_conversion_of_a_shared_object() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [{|SHM0030:BsonDefaultValue(5)|}] public Money X { get; set; } } [SharedObject] public partial struct Money { public int C { get; set; } public static implicit operator Money(int c) => new() { C = c }; }");

    [Fact]
    public Task SHM0030_text_of_a_parameter_that_cannot_be_stored() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial record A(string {|SHM0030:X|} = \"\\uDC00\");",
        "The default value of the member 'X' has half a surrogate pair at position 0, which UTF-8 cannot represent");

    [Fact]
    public Task SHM0030_not_for_what_fits() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [BsonDefaultValue(1)] public long? X { get; set; } [BsonDefaultValue(null)] public string? Y { get; set; } [BsonDefaultValue(2)] public decimal Z { get; set; } }");

    [Fact]
    public Task SHM0031_extra_elements() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [BsonExtraElements] public Dictionary<string, string>? {|SHM0031:X|} { get; set; } }",
        "The member 'X' for extra elements is of type 'System.Collections.Generic.Dictionary<string, string>?': it must be a BsonDocument or a Dictionary<string, object>");

    [Fact]
    public async Task SHM0028_property_of_another_assembly()
    {
        GeneratorRun library = GeneratorHarness.Run("/// <summary>Base.</summary>\npublic class Base { /// <summary>X.</summary>\npublic int X => 5; }").AssertCompiles();
        using MemoryStream image = new();
        Assert.True(library.After.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Diagnostic found = Assert.Single(await AnalyzerHarness.AnalyzeAsync(TestCompilation.Create(
            ["[ShmStore.SharedObject] public partial class A : Base { public int Y { get; set; } }"], MetadataReference.CreateFromImage(image.ToArray()))));
        Assert.Equal(
            "The property 'X' of the base type 'Base' is not stored: it has no setter that can be seen from this assembly. A constructor parameter of the same name stores it",
            found.GetMessage(null));
        Assert.Equal("SHM0028", found.Id);
    }

    [Fact]
    public async Task SHM0034_type_of_another_assembly()
    {
        GeneratorRun library = GeneratorHarness.Run("/// <summary>A type.</summary>\npublic class Address { /// <summary>X.</summary>\npublic int X { get; set; } }").AssertCompiles();
        using MemoryStream image = new();
        Assert.True(library.After.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var compilation = TestCompilation.Create(
            ["using System.Collections.Generic; [ShmStore.SharedObject] internal partial class A { public Address? X { get; set; } public List<Address> Y { get; set; } = new(); }"], MetadataReference.CreateFromImage(image.ToArray()));
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.AnalyzeAsync(compilation);
        Assert.Equal(["SHM0034", "SHM0034"], found.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(
            "The member 'X' of type 'Address?' is read and written by MongoDB.Bson's serializers, by reflection: not safe to trim or to compile ahead of time",
            found[0].GetMessage(null));
        GeneratorHarness.Run(compilation).AssertCompiles();
    }

    [Theory]
    [InlineData("EnableTrimAnalyzer", "true", DiagnosticSeverity.Warning)]
    [InlineData("EnableAotAnalyzer", "True", DiagnosticSeverity.Warning)]
    [InlineData("EnableAotAnalyzer", "false", DiagnosticSeverity.Info)]
    public async Task SHM0034_is_a_warning_where_it_matters(string property, string value, DiagnosticSeverity expected)
    {
        var compilation = TestCompilation.Create(
            [Head + "[BsonSerializer(typeof(int))] public class Odd; [SharedObject] public partial class A { public Odd? X { get; set; } }"]);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await AnalyzerHarness.AnalyzeAsync(compilation)).Severity);
        Diagnostic found = Assert.Single(await AnalyzerHarness.AnalyzeAsync(compilation, BuildProperties.Of((property, value))));
        Assert.Equal(("SHM0034", expected), (found.Id, found.Severity));
    }
}
