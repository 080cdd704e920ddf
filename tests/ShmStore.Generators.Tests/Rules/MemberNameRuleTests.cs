using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about the names of members of shared objects and of their elements.</summary>
public sealed class MemberNameRuleTests
{
    private const string Head = """
        using System.Collections.Generic;
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        """;

    [Theory]
    [InlineData("\"a\\0\"", "has a NUL at position 1: BSON names end at the first NUL")]
    [InlineData("\"\\uDC00\"", "has half a surrogate pair at position 0, which UTF-8 cannot represent")]
    public Task SHM0022_element_name(string name, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ [BsonElement({name})] public int {{|SHM0022:X|}} {{ get; set; }} }}",
        $"The element name of the member 'X' {problem}");

    [Fact]
    public Task SHM0023_duplicate_element() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public int X { get; set; } [BsonElement(\"X\")] public int {|SHM0023:Y|} { get; set; } }",
        "The member 'Y' has the element name \"X\" that the member 'X' has already");

    [Fact]
    public Task SHM0023_hidden_base_member() => AnalyzerHarness.ExpectAsync(
        Head + "public class Base { public int X { get; set; } } [SharedObject] public partial class A : Base { public new int {|SHM0023:X|} { get; set; } }");

    [Theory]
    [InlineData("[BsonKnownTypes] public partial class A { public int {|SHM0023:_t|} { get; set; } }", "")]
    [InlineData("[BsonDiscriminator(Required = true)] public partial class A { [BsonElement(\"_t\")] public string? {|SHM0023:Type|} { get; set; } }", "")]
    [InlineData("public partial class A : B { [BsonElement(\"_t\")] public string? {|SHM0023:Type|} { get; set; } }", "[SharedObject] [BsonKnownTypes(typeof(A))] public abstract partial class B;")]
    [InlineData("public partial class A : M { public int {|SHM0023:_t|}; }", "[SharedObject] [BsonKnownTypes(typeof(M))] public abstract partial class B; [SharedObject] [BsonKnownTypes(typeof(A))] public partial class M : B;")]
    [InlineData("public partial class A : IB, ISome { public int {|SHM0023:_t|}; }", "public interface ISome; [SharedObject(KnownTypes = [typeof(A)])] public partial interface IB;")]
    [InlineData("public partial class A : C, IB;", "public class C { public int {|SHM0023:_t|} { get; set; } } [SharedObject(KnownTypes = [typeof(A)])] public partial interface IB;")]
    public async Task SHM0023_discriminator(string type, string others)
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] {type} {others}");
        Assert.EndsWith("has the element name \"_t\" that the discriminator of its type has already", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial class A { public int _t { get; set; } }")]
    [InlineData("public partial class A : B { public int _t { get; set; } } [SharedObject] [BsonKnownTypes(typeof(C))] public partial class B; [SharedObject] public partial class C : B;")]
    [InlineData("public partial class A : B { public int _t { get; set; } } [BsonKnownTypes(typeof(A))] public class B;")]
    [InlineData("public partial class A : System.IComparable { public int _t; public int CompareTo(object? other) => 0; }")]
    public Task SHM0023_not_for_types_without_a_discriminator(string type) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] {type}");

    [Fact]
    public Task SHM0023_not_for_two_possible_ids() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public int id { get; set; } public int Id { get; set; } } [SharedObject] public partial class B { [BsonId] public int X { get; set; } public int Id { get; set; } }");

    [Fact]
    public Task SHM0026_reserved_name() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { public int {|SHM0026:Layout|} { get; set; } public void {|SHM0026:View|}() { } }");

    [Theory]
    [InlineData("public string? {|SHM0026:View|} { get; set; }")]
    [InlineData("public int {|SHM0026:Layout|};")]
    [InlineData("[BsonElement] protected int {|SHM0026:Layout|} { get; set; }")]
    [InlineData("public View? {|SHM0026:View|} { get; set; }")]
    [InlineData("[BsonExtraElements] public MongoDB.Bson.BsonDocument? {|SHM0026:View|} { get; set; }")]
    public Task SHM0026_stored_member_of_a_base_type(string member) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class View_ {{ }} public class Base {{ {member.Replace("View?", "View_?", StringComparison.Ordinal)} }} [SharedObject] public partial class A : Base {{ public int X {{ get; set; }} }}",
        $"'{(member.Contains("View", StringComparison.Ordinal) ? "View" : "Layout")}' is the name of a type that is generated inside a shared object: rename it; [BsonElement] keeps the element's name");

    // Of both types that derive from it.
    [Theory]
    [InlineData("public abstract int {|SHM0026:{|SHM0026:View|}|} { get; }")]
    [InlineData("public abstract int {|SHM0026:{|SHM0026:View|}|} { get; set; }")]
    [InlineData("protected abstract int {|SHM0026:{|SHM0026:Layout|}|}();")]
    public Task SHM0026_abstract_member_of_a_base_type(string member) => AnalyzerHarness.ExpectAsync(
        $"{Head}public abstract class Base {{ {member} }} [SharedObject] [BsonKnownTypes(typeof(B))] public abstract partial class A : Base; [SharedObject] public partial class B : C; public abstract class C : A;");

    [Fact]
    public async Task SHM0027_no_getter_on_the_entry()
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync(
            Head + "[SharedObject] public partial class A { public int {|SHM0027:Value|} { get; set; } public int {|SHM0027:Set|} { get; set; } public string? {|SHM0027:Read|} { get; set; } public string? {|SHM0027:TryRead|} { get; set; } public int Name { get; set; } }");
        Assert.Equal(DiagnosticSeverity.Info, found[0].Severity);
        Assert.Equal(
            "SharedEntry<T> has a member 'Value' of its own, so this field has no getter on the entry: use entry.Read(static view => view.Value) or entry.Value",
            found[0].GetMessage(null));
        Assert.Equal(
            "SharedEntryWriter<T> has a member 'Set' of its own, so this field has no getter on the entry: use entry.Read(static view => view.Set) or entry.Value",
            found[1].GetMessage(null));
    }

    [Theory]
    [InlineData("int", "Version", "long", "SharedEntry<T>")]
    [InlineData("long?", "Version", "long", "SharedEntry<T>")]
    [InlineData("double", "Version", "long", "SharedEntry<T>")]
    [InlineData("bool", "HasValue", "bool", "SharedEntry<T>")]
    [InlineData("string", "KeyName", "string", "SharedEntry<T>")]
    public async Task SHM0041_what_the_compiler_would_take_for_the_member(string type, string name, string own, string owner)
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ public {type} {{|SHM0041:{name}|}} {{ get; set; }} = default!; }}");
        Assert.Equal(DiagnosticSeverity.Warning, found[0].Severity);
        Assert.StartsWith($"'entry.{name}' is a '{own}' that {owner} has of its own", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "Version")]
    [InlineData("System.Version", "Version")]
    [InlineData("System.DayOfWeek", "Version")]
    [InlineData("int", "HasValue")]
    [InlineData("int", "Value")]
    public Task SHM0041_not_what_it_would_not(string type, string name) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ public {type} {{|SHM0027:{name}|}} {{ get; set; }} = default!; }}");

    [Theory]
    [InlineData("public int {|SHM0027:X|} { get; set; } public string? SetX { get; set; }", "A has a member 'SetX' of its own, so this field has no setter on the writer of an entry: use Update, or Set with the whole object")]
    [InlineData("public int {|SHM0027:X|} { get; set; } public string? TrySetX { get; set; }", "A has a member 'TrySetX' of its own, so this field has no setter on the writer of an entry: use Update, or Set with the whole object")]
    [InlineData("public int {|SHM0027:Fixed|};", "SharedEntryWriter<T> has a member 'SetFixed' of its own, so this field has no setter on the writer: use Update, or Set with the whole object")]
    [InlineData("public int {|SHM0027:Many|};", "SharedMapWriter<TKey, T> has a member 'SetMany' of its own, so this field has no setter on the writer of a map: use Update, or Set with the whole object")]
    [InlineData("public int {|SHM0027:Fields|};", "Layout.Fields has a member 'Fields' of its own, so this field is called 'Fields_' there")]
    public Task SHM0027_no_setter_or_another_name(string member, string message) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ {member} }}", message);

    [Theory]
    [InlineData("public string? X { get; set; } public string? SetX { get; set; }")]
    [InlineData("public int X { get; private set; } public string? SetX { get; set; }")]
    [InlineData("[BsonIgnoreIfDefault] public int X { get; set; } public string? SetX { get; set; }")]
    [InlineData("public string? Fixed; public string? Fields;")]
    public Task SHM0027_not_where_there_is_no_short_form_anyway(string members) => AnalyzerHarness.ExpectAsync($"{Head}[SharedObject] public partial class A {{ {members} }}");
}
