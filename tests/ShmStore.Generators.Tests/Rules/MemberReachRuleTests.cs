using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about what reading and writing can do with the members of shared objects: reach them, and set them.</summary>
public sealed class MemberReachRuleTests
{
    private const string Head = """
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        """;

    [Theory]
    [InlineData("public int {|SHM0024:X|} { get; }", "it has no setter")]
    [InlineData("public readonly int {|SHM0024:X|};", "it is a readonly field")]
    [InlineData("[BsonElement] public int {|SHM0024:X|} => 5;", "it has no setter")]
    public Task SHM0024_cannot_be_set(string member, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {member} }}",
        $"The member 'X' is stored but cannot be set when it is read back ({problem}): give it a setter or a constructor parameter of the same name, or mark it [BsonIgnore]");

    [Theory]
    [InlineData("public readonly int {|SHM0024:X|}; public A() { } public A(int x) => X = x;", "it is a readonly field")]
    [InlineData("public int {|SHM0024:X|} { get; } public int Twice => X * 2; public A() { } public A(int x, int twice) => X = x + twice;", "it has no setter")]
    public Task SHM0024_another_constructor_takes_it(string members, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {members} }}",
        $"The member 'X' is stored but cannot be set when it is read back ({problem}): mark the constructor that has a parameter of the same name [BsonConstructor], or mark the member [BsonIgnore]");

    [Theory]
    [InlineData("public A() { } public A(int x, int y) => X = x + y;")]
    [InlineData("public A() { } public A(string x) => X = x.Length;")]
    [InlineData("[BsonConstructor] public A() { } public A(int x) => X = x;")]
    public Task SHM0024_another_constructor_would_not_do(string constructors) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ public int {{|SHM0024:X|}} {{ get; }} {constructors} }}",
        "The member 'X' is stored but cannot be set when it is read back (it has no setter): give it a setter or a constructor parameter of the same name, or mark it [BsonIgnore]");

    [Theory]
    [InlineData("[BsonIgnore] public new int X { get; set; }")]
    [InlineData("private new int X;")]
    [InlineData("public new static int X;")]
    [InlineData("public new int X() => 5;")]
    [InlineData("[BsonElement(\"Y\")] public new int X { get; set; }")]
    public Task SHM0024_hidden_by_a_member_that_is_not_stored_under_its_name(string hider) => AnalyzerHarness.ExpectAsync(
        $"{Head}public class Base {{ public int {{|SHM0024:X|}} {{ get; set; }} }} [SharedObject] public partial class A : Base {{ {hider} }}",
        "The member 'X' is stored but cannot be reached by its name, which means 'A.X' there: name one of them otherwise, or mark it [BsonIgnore]");

    [Theory]
    [InlineData("[BsonElement(\"bn\")] public int {|SHM0024:X|} { get; set; }", "public new string? X { get; set; }")]
    [InlineData("[BsonElement(\"bn\")] public int {|SHM0024:X|} { get; set; }", "[BsonElement(\"dn\")] public new string? X { get; set; }")]
    [InlineData("[BsonElement(\"bn\")] public int {|SHM0024:X|};", "public new int X;")]
    [InlineData("[BsonElement(\"bn\")] public int X { get; set; }", "[BsonElement(\"bn\")] public new string? {|SHM0023:X|} { get; set; }")]
    [InlineData("public int X { get; set; }", "[BsonElement(\"X\")] public new string? {|SHM0023:X|} { get; set; }")]
    [InlineData("[BsonElement(\"bn\")] public virtual int {|SHM0024:X|} { get; set; }", "public new virtual string? X { get; set; }")]
    public Task SHM0024_hidden_though_its_element_has_another_name(string member, string hider) => AnalyzerHarness.ExpectAsync(
        $"{Head}public abstract class Base {{ {member} }} [SharedObject] public partial class A : Base {{ {hider} }}");

    // Of both types.
    [Theory]
    [InlineData("[BsonElement(\"dn\")] public new string? X { get; set; }")]
    [InlineData("public new int X { get; set; }")]
    public Task SHM0024_hidden_by_a_stored_member_of_an_abstract_type(string hider) => AnalyzerHarness.ExpectAsync(
        $"{Head}public class Base {{ [BsonElement(\"bn\")] public int {{|SHM0024:{{|SHM0024:X|}}|}} {{ get; set; }} }} [SharedObject(KnownTypes = [typeof(B)])] public abstract partial class A : Base {{ {hider} }} [SharedObject] public partial class B : A;");

    [Theory]
    [InlineData("[SharedObject(KnownTypes = [typeof(B)])] internal abstract partial class A : Base { [BsonElement(\"dn\")] public new string? X { get; set; } } [SharedObject] internal partial class B : A;")]
    [InlineData("[SharedObject] internal partial class A : Base { public new string? X { get; set; } }")]
    public void SHM0024_is_the_only_error_about_a_hidden_member(string types) => Assert.Empty(
        GeneratorHarness.Run($"{Head}internal class Base {{ [BsonElement(\"bn\")] public int X {{ get; set; }} }} {types}").CompilerDiagnostics);

    [Fact]
    public Task SHM0024_not_where_the_hider_is_private_to_a_base_type() => AnalyzerHarness.ExpectAsync(
        Head + "public class Base { public int X { get; set; } } public class Middle : Base { private new int X; public int Y => X; } [SharedObject] public partial class A : Middle { }");

    [Fact]
    public Task SHM0024_private_setter_of_a_base_type() => AnalyzerHarness.ExpectAsync(
        Head + "public class Base { public int {|SHM0024:X|} { get; private set; } public int Y { get; protected set; } } [SharedObject] public partial class A : Base { public int Z { get; private set; } }",
        "The member 'X' is stored but cannot be set when it is read back (it is private to the base type 'Base'): give it a setter or a constructor parameter of the same name, or mark it [BsonIgnore]");

    [Theory]
    [InlineData("[BsonIgnore] public required int {|SHM0038:X|} { get; init; }")]
    [InlineData("[BsonIgnore] public required int {|SHM0038:X|};")]
    [InlineData("public required int {|SHM0038:X|} { set { } }")]
    public Task SHM0038_required_and_not_stored(string member) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {member} }}",
        "The member 'X' is required and not stored, so it has no value when the object is read: remove 'required', or store it");

    [Fact]
    public Task SHM0038_of_a_base_type_or_overridden() => AnalyzerHarness.ExpectAsync(
        Head + """
        public class Base { public virtual required int Y { get; set; } [BsonIgnore] public required int {|SHM0038:X|} { get; set; } }
        [SharedObject] public partial class A : Base { public override required int Y { get; set; } }
        """);

    [Theory]
    [InlineData("[BsonIgnore] public required int X { get; init; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A() { }")]
    [InlineData("public required int X { get; init; }")]
    [InlineData("[BsonIgnore] public int X { get; init; }")]
    public Task SHM0038_not_for_what_is_set(string member) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ {member} public int Z {{ get; set; }} }}");

    [Fact]
    public Task SHM0024_not_for_computed_or_constructed_members() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public A(int x) => X = x; public int X { get; } public int Twice => X * 2; public int Thrice { get { return X * 3; } } public string Display => field ??= \"x\"; public string Other { get => field ??= \"y\"; } public int this[int index] => index; public static int Static { get; } }");

    [Fact]
    public Task SHM0024_getter_of_a_base_type() => AnalyzerHarness.ExpectAsync(
        Head + "public class Base { public int {|SHM0024:X|} { private get; set; } public int Y { protected get; set; } } [SharedObject] public partial class A : Base { public int Z { private get; set; } }",
        "The member 'X' is stored but cannot be read when it is written (its getter is private to the base type 'Base'): make its getter protected or public there, or mark it [BsonIgnore]");

    [Fact]
    public Task SHM0024_explicit_implementation() => AnalyzerHarness.ExpectAsync(
        Head + "public interface IBase { int X { get; set; } int Y { get; } } [SharedObject] public partial class A : IBase { [BsonElement(\"X\")] int IBase.{|SHM0024:X|} { get; set; } int IBase.Y => 5; }",
        "The member 'IBase.X' is stored but cannot be reached by its name, as it implements 'IBase.X' explicitly: store what it returns by a property of the type, or mark it [BsonIgnore]");

    [Theory]
    [InlineData("public {|SHM0039:View|} Shown { get; set; }")]
    [InlineData("public System.Collections.Generic.List<{|SHM0039:Layout|}?> Pages { get; set; } = [];")]
    [InlineData("public ({|SHM0039:View|} View, int Layout) Pair { get; set; }")]
    [InlineData("public {|SHM0039:Layout|}[] Pages = [];")]
    [InlineData("[SharedObject] public partial record Inner({|SHM0039:View|}? Shown);")]
    public Task SHM0039_in_an_object(string member) => AnalyzerHarness.ExpectAsync(
        $"{Head}public enum View {{ List }} public enum Layout {{ Wide }} [SharedObject] public partial class A {{ public int X {{ get; set; }} {member} }}");

    [Theory]
    [InlineData("public partial SharedMap<int, {|SHM0039:Contributor|}> W { get; }", "'Contributor' means the type that is generated inside 'S' here: write the other one with its namespace, as in 'global::Contributor', or rename it")]
    [InlineData("public partial SharedEntry<{|SHM0039:Writer|}> W { get; }", "'Writer' means the type that is generated inside 'S' here: write the other one with its namespace, as in 'global::Writer', or rename it")]
    [InlineData("public partial SharedMap<{|SHM0039:Key|}, global::Contributor> W { get; }", "'Key' means the type that is generated inside 'S' here: write the other one with its namespace, as in 'global::Key', or rename it")]
    public Task SHM0039_in_a_store(string key, string message) => AnalyzerHarness.ExpectAsync(
        Authors + $"[SharedStore] public partial class S {{ public partial SharedAtomic<int> A {{ get; }} {key} }}", message);

    [Theory]
    [InlineData("namespace Library", "{|SHM0039:Writer|}", "global::Library.Writer")]
    [InlineData("using Library; namespace Demo", "{|SHM0039:Writer|}", "global::Library.Writer")]
    [InlineData("using Writer = Library.Reader; namespace Demo", "{|SHM0039:Writer|}", "global::Library.Reader")]
    public Task SHM0039_names_the_hidden_type_as_it_is_to_be_written(string around, string type, string advice) => AnalyzerHarness.ExpectAsync(
        $"{around} {{ using ShmStore; [SharedStore] public partial class S {{ public partial SharedEntry<{type}> W {{ get; }} }} }} namespace Library {{ [ShmStore.SharedObject] public partial record Writer(string Name); [ShmStore.SharedObject] public partial record Reader(string Name); }}",
        $"'Writer' means the type that is generated inside 'S' here: write the other one with its namespace, as in '{advice}', or rename it");

    [Fact]
    public Task SHM0039_not_where_the_name_reaches_the_user_s_type() => AnalyzerHarness.ExpectAsync(
        "using Author = Writer; " + Authors + """
            public enum View { List }
            public class Base { public View Shown { get; set; } public Writer? By { get; set; } }
            [SharedObject] public partial class A : Base { public global::View Other { get; set; } public Writer? Key { get; set; } }
            [SharedStore] public partial class S { public partial SharedEntry<global::Writer> W { get; } public partial SharedMap<global::Key, Author> M { get; } public partial SharedEntry<A> E { get; } }
            """);

    private const string Authors = """
        using ShmStore;
        public enum Key { One }
        [SharedObject] public partial record Writer(string Name);
        [SharedObject] public partial record Contributor(string Name);

        """;
}
