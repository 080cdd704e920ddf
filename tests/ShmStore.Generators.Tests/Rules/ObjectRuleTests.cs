using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about shared objects as a whole.</summary>
public sealed class ObjectRuleTests
{
    private const string Head = "using ShmStore; using MongoDB.Bson.Serialization.Attributes;\n";

    [Fact]
    public Task SHM0012_not_partial() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public class {|SHM0012:A|} { public int X { get; set; } }",
        "'A' must be partial so that the codec of the shared object 'A' can be generated");

    [Fact]
    public Task SHM0012_enclosing_type_not_partial() => AnalyzerHarness.ExpectAsync(
        Head + "public struct {|SHM0012:Outer|} { [SharedObject] public partial class A { public int X { get; set; } } }",
        "'Outer' must be partial so that the codec of the shared object 'A' can be generated");

    [Theory]
    [InlineData("static partial class {|SHM0013:A|} { }", "is static: there is nothing to store")]
    [InlineData("abstract partial class {|SHM0013:A|} { }", "is abstract: mark the classes that derive from it, which store its members too, and name them with [SharedObject(KnownTypes = [typeof(…)])] or [BsonKnownTypes]")]
    [InlineData("partial class {|SHM0013:A|} : System.Collections.Generic.List<int> { public string? Name { get; set; } }", "is a collection: its items are no members, and would be lost. Hold the collection in a member")]
    [InlineData("partial class {|SHM0013:A|} : MongoDB.Bson.BsonDocument { public string? Extra { get; set; } }", "is a collection: its items are no members, and would be lost. Hold the collection in a member")]
    [InlineData("ref partial struct {|SHM0013:A|} { }", "is a ref struct: it cannot live outside the stack")]
    [InlineData("partial interface {|SHM0013:A|} { }", "is an interface: mark the classes that implement it, and name them with [SharedObject(KnownTypes = [typeof(…)])]")]
    [InlineData("file partial class {|SHM0013:A|} { }", "is file-local, or in a type that is: its other part would be in another file")]
    public async Task SHM0013_shape(string declaration, string problem)
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] {declaration}");
        Assert.Equal($"The shared object 'A' {problem}", found[0].GetMessage(null));
    }

    [Fact]
    public Task SHM0013_name_of_a_nested_type() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class {|SHM0013:View|} { }",
        "The shared object 'View' has the name of a type that is generated inside it: rename it");

    [Theory]
    [InlineData("[SharedObject] public partial class {|SHM0013:A|}<Fields> { public int B { get; set; } }", "Fields")]
    [InlineData("[SharedObject] public partial class {|SHM0013:A|}<OfB> { public int B { get; set; } }", "OfB")]
    [InlineData("public partial class Outer<T, View> { [SharedObject] public partial class {|SHM0013:A|} { public int B { get; set; } } }", "View")]
    public Task SHM0013_type_parameter_with_the_name_of_a_nested_type(string declaration, string parameter) => AnalyzerHarness.ExpectAsync(
        Head + declaration,
        $"The shared object 'A' has a type parameter, or is in a type that has one, with the name '{parameter}' of a type that is generated inside it: rename the parameter");

    [Fact]
    public Task SHM0014_no_constructor() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class {|SHM0014:A|} { public A(int y) { } public A(int x, int y) { } public int X { get; set; } }",
        "The shared object 'A' has no constructor that reading can use: every one has a parameter that is not the name of a stored member");

    [Fact]
    public Task SHM0015_ambiguous() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class {|SHM0015:A|} { public A(int x) { X = x; } public A(long x) { X = (int)x; } public int X { get; } }",
        "The shared object 'A' has several constructors that reading could use: mark one with [BsonConstructor]");

    [Fact]
    public Task SHM0015_two_marks() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class {|SHM0015:A|} { [BsonConstructor] public A(int x) { X = x; } [BsonConstructor] public A() { } public int X { get; } }");

    [Fact]
    public Task SHM0015_not_with_one_mark_or_a_parameterless_one() => AnalyzerHarness.ExpectAsync(
        Head + """
        [SharedObject] public partial class A { [BsonConstructor] public A(int x) { X = x; } public A() { } public int X { get; } }
        [SharedObject] public partial class B { public B(int x) { X = x; } public B() { } public int X { get; set; } }
        [SharedObject] public partial class C { [BsonConstructor("X")] public C(int other) { X = other; } public int X { get; } }
        [SharedObject] public partial struct D { public D(int x) { X = x; } public D(long x) { X = (int)x; } public int X { get; set; } }
        [SharedObject] public partial record E(int X) { public E() : this(0) { } }
        """);

    [Theory]
    [InlineData("int {|SHM0016:other|}", "other", "is not the name of a stored member, so reading has no value for it")]
    [InlineData("string {|SHM0016:x|}", "x", "is of type 'string' while the member 'X' is of type 'int'")]
    [InlineData("ref int {|SHM0016:x|}", "x", "is passed by reference, which reading cannot do")]
    public Task SHM0016_parameter(string parameter, string name, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ public A({parameter}) {{ }} public int X {{ get; set; }} }}",
        $"The constructor parameter '{name}' of the shared object 'A' {problem}");

    [Fact]
    public Task SHM0017_direct_cycle() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public A {|SHM0017:Next|} { get; set; } = null!; }",
        "The member 'Next' makes every 'A' contain another one without end (A.Next): make one of these members nullable or a list");

    [Fact]
    public async Task SHM0017_cycle_through_others()
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync(Head + """
            [SharedObject] public partial class A { public B {|SHM0017:B|} { get; set; } }
            [SharedObject] public partial struct B { public C {|SHM0017:C|} { get; set; } }
            [SharedObject] public partial class C { public A {|SHM0017:A|} { get; set; } = null!; }
            """);
        Assert.Contains("(A.B → B.C → C.A)", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public Task SHM0017_cycle_through_any_item_of_a_tuple() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial struct B { public int X { get; set; } } [SharedObject] public partial class A { public (B, (int, A)) {|SHM0017:Next|} { get; set; } public (B, A?) End { get; set; } }",
        "The member 'Next' makes every 'A' contain another one without end (A.Next): make one of these members nullable or a list");

    [Fact]
    public Task SHM0017_not_through_null_or_lists() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public A? Next { get; set; } public A[] All { get; set; } = []; public A Self => this; }");

    [Fact]
    public async Task SHM0018_language_version()
    {
        CSharpParseOptions old = TestCompilation.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp13);
        CSharpCompilation compilation = TestCompilation.Create([]).AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("[ShmStore.SharedObject] public partial class A { }", old, cancellationToken: TestContext.Current.CancellationToken));
        IReadOnlyList<Diagnostic> all = await AnalyzerHarness.AnalyzeAsync(compilation);
        Diagnostic found = Assert.Single(all);
        Assert.Equal("SHM0018", found.Id);
        Assert.Equal(
            "'A' needs C# 14 for its generated code, and this project compiles C# 13.0: set <LangVersion>14</LangVersion> or newer, or target .NET 10 or newer",
            found.GetMessage(null));
    }

    [Theory]
    [InlineData("public class B : A;", "B", "is not marked [SharedObject]")]
    [InlineData("[SharedObject] public partial class B;", "B", "does not derive from 'A'")]
    [InlineData("[SharedObject] public partial class B<T> : A;", "B<int>", "is generic, so its name in documents is not defined")]
    public Task SHM0033_known_type(string declaration, string type, string problem) => AnalyzerHarness.ExpectAsync(
        $"using ShmStore; using MongoDB.Bson.Serialization.Attributes; [SharedObject] [{{|SHM0033:BsonKnownTypes(typeof({type}))|}}] public partial class A; {declaration}",
        $"The known type '{type}' of 'A' {problem}");

    [Fact]
    public Task SHM0033_of_a_struct() => AnalyzerHarness.ExpectAsync(
        "using ShmStore; [{|SHM0033:SharedObject(KnownTypes = [typeof(A)])|}] public partial struct A { public int X { get; set; } }",
        "The known type 'A' of 'A' is a struct, from which nothing derives");

    [Fact]
    public Task SHM0013_in_a_file_local_type() => AnalyzerHarness.ExpectAsync(
        "using ShmStore; file partial class Outer { [SharedObject] public partial class {|SHM0013:A|} { public int X { get; set; } } }");

    [Fact]
    public Task SHM0033_of_an_interface() => AnalyzerHarness.ExpectAsync(
        "using ShmStore; [{|SHM0033:SharedObject(KnownTypes = [typeof(B)])|}] public partial interface IA; [SharedObject] public partial class B;",
        "The known type 'B' of 'IA' does not derive from 'IA'");

    [Fact]
    public Task SHM0033_names_must_be_unique() => AnalyzerHarness.ExpectAsync(
        "using ShmStore; using MongoDB.Bson.Serialization.Attributes; [SharedObject] [BsonKnownTypes(typeof(B))] public partial class {|SHM0033:A|}; [SharedObject] [BsonDiscriminator(\"A\")] public partial class B : A;",
        "The known type 'B' of 'A' has the discriminator \"A\" that 'A' has already");

    [Theory]
    [InlineData("[SharedObject] [BsonDiscriminator(\"a\\ud800\", Required = true)] public partial class {|SHM0033:A|};", "A", 1)]
    [InlineData("[SharedObject] [BsonKnownTypes(typeof(B))] public abstract partial class {|SHM0033:A|}; [SharedObject] [BsonDiscriminator(\"\\udc00\")] public partial class B : A;", "B", 0)]
    [InlineData("[BsonDiscriminator(\"\\udc00\", RootClass = true)] public class Root; [SharedObject] [BsonDiscriminator(\"\\ud83d\\udcc8\\0\")] public partial class {|SHM0033:A|} : Root;", "A", 0)]
    public Task SHM0033_names_must_be_storable(string declarations, string type, int position) => AnalyzerHarness.ExpectAsync(
        $"using ShmStore; using MongoDB.Bson.Serialization.Attributes; {declarations}",
        $"The known type '{type}' of 'A' has a discriminator that has half a surrogate pair at position {position}, which UTF-8 cannot represent");

    [Fact]
    public Task SHM0033_of_an_abstract_type() => AnalyzerHarness.ExpectAsync(
        "using ShmStore; using MongoDB.Bson.Serialization.Attributes; [SharedObject] [BsonKnownTypes] public abstract partial class {|SHM0033:A|};",
        "The known type 'A' of 'A' is abstract, and none of the known types is not");
}
