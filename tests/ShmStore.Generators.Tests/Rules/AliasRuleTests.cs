using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Types that only an extern alias reaches, which what is generated cannot name.</summary>
public sealed class AliasRuleTests
{
    private const string Head = """
        extern alias Far;
        using System.Collections.Generic;
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        """;

    private const string Library = """
        using ShmStore;
        namespace Library;
        public enum Color { Red }
        public class Box<T> { public class Inner; }
        public class Plain;
        public interface IPlain;
        public class Asked { public int X { get; set; } public bool ShouldSerializeX() => true; }
        public class Mark : MongoDB.Bson.Serialization.Serializers.SerializerBase<int>;
        [SharedObject] public partial record Item(int Rank);
        """;

    [Theory]
    [InlineData("public Far::Library.Color {|SHM0040:X|} { get; set; }", "Library.Color")]
    [InlineData("public List<Far::Library.Item>? {|SHM0040:X|} { get; set; }", "Library.Item")]
    [InlineData("public Dictionary<Far::Library.Color, int>? {|SHM0040:X|};", "Library.Color")]
    [InlineData("public (int, Far::Library.Color[])? {|SHM0040:X|};", "Library.Color")]
    [InlineData("public Far::Library.Plain? {|SHM0040:X|};", "Library.Plain")]
    [InlineData("public Nested<Far::Library.Color>.Deep? {|SHM0040:X|}; public class Nested<T> { public class Deep; }", "Library.Color")]
    [InlineData("[BsonSerializer(typeof(Far::Library.Mark))] public int {|SHM0040:X|};", "Library.Mark")]
    public Task SHM0040_member(string member, string type) => ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ public int Y {{ get; set; }} {member} }}", "X", type);

    [Fact]
    public Task SHM0040_argument_of_a_base_type() => ExpectAsync(
        Head + "public class Base<T> { public T {|SHM0040:X|} { get; set; } = default!; } [SharedObject] public partial class A : Base<Far::Library.Color>;", "X", "Library.Color");

    [Fact]
    public Task SHM0040_base_type_that_is_asked_whether_to_write() => ExpectAsync(Head + "[SharedObject] public partial class {|SHM0040:A|} : Far::Library.Asked;", "X", "Library.Asked");

    [Theory]
    [InlineData("public partial class Outer<{|SHM0040:T|}> where T : Far::Library.IPlain { [SharedObject] public partial class A { public int Y { get; set; } } }", "Library.IPlain")]
    [InlineData("[SharedObject] public partial class A<{|SHM0040:T|}> where T : class, System.IEquatable<Far::Library.Color[]> { public int Y { get; set; } }", "Library.Color")]
    public Task SHM0040_constraint(string source, string type) => ExpectAsync(Head + source, "T", type);

    [Fact]
    public void SHM0040_not_for_a_constraint_that_nothing_repeats()
    {
        GeneratorRun run = GeneratorHarness.Run(Create(Head + "internal partial class Outer<T> where T : Far::Library.IPlain { [SharedObject] private partial class A { public int Y { get; set; } } }", "Far"));
        run.AssertCompiles();
    }

    [Theory]
    [InlineData("SharedEntry<Far::Library.Item>", "Library.Item")]
    [InlineData("SharedMap<int, Far::Library.Item>", "Library.Item")]
    [InlineData("SharedMap<Far::Library.Color, Own>", "Library.Color")]
    [InlineData("SharedDocumentMap<Far::Library.Color>", "Library.Color")]
    public Task SHM0040_key(string key, string type) => ExpectAsync(
        $"{Head}[SharedObject] public partial class Own {{ public int Y {{ get; set; }} }} [SharedStore] public partial class S {{ public partial SharedAtomic<int> A {{ get; }} public partial {key} {{|SHM0040:X|}} {{ get; }} }}", "X", type);

    [Theory]
    [InlineData("Far", "global")]
    [InlineData("global", "Far")]
    public void SHM0040_not_where_the_assembly_has_no_alias_too(params string[] aliases) => GeneratorHarness.Run(Create(
        Head + "[SharedObject] internal partial class A { public Far::Library.Color X { get; set; } public List<Far::Library.Item>? Y { get; set; } } [SharedStore] internal partial class S { public partial SharedMap<Far::Library.Color, Far::Library.Item> M { get; } }", aliases)).AssertCompiles();

    private static async Task ExpectAsync(string marked, string member, string type)
    {
        (string source, List<(string Id, int Start, int Length)> expected) = Markup.Parse(marked);
        CSharpCompilation compilation = Create(source, "Far");
        Diagnostic found = Assert.Single(await AnalyzerHarness.AnalyzeAsync(compilation));
        Assert.Equal(Assert.Single(expected), (found.Id, found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(
            $"What is generated for '{member}' cannot name '{type}', which only an extern alias reaches: give the reference to 'Library' the alias 'global' too, or use another type", found.GetMessage(null));

        // What is generated all the same has no errors of its own.
        Assert.DoesNotContain(GeneratorHarness.Run(compilation).CompilerDiagnostics, static other => other.Severity == DiagnosticSeverity.Error && other.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    private static CSharpCompilation Create(string source, params string[] aliases)
    {
        GeneratorRun library = GeneratorHarness.Run(TestCompilation.Create([Library]));
        return TestCompilation.Create([source], library.After.WithAssemblyName("Library").ToMetadataReference([.. aliases]));
    }
}
