using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What the generator reports itself, and when. That it is what the analyzer reports is checked by its harness in every test of a rule.</summary>
public sealed class ReportingTests
{
    private const string Store = "using ShmStore; [SharedStore] public partial class Market { public partial SharedEntry<Outer> Primary { get; } }";
    private const string Outer = "using ShmStore; [SharedObject] public partial class Outer { public Box<int>.Inner? Inner { get; set; } }";
    private const string Inner = "using ShmStore; public partial class Box<T> { [SharedObject] public partial class Inner { public object? Anything { get; set; } } }";

    [Fact]
    public void A_fault_deep_inside_of_a_store_is_reported_where_it_is()
    {
        Diagnostic error = Assert.Single(GeneratorHarness.Run(Store, Outer, Inner).Reported);
        Assert.Equal(("SHM0019", "Source2.cs"), (error.Id, error.Location.SourceTree!.FilePath));
    }

    [Theory]
    [InlineData("SharedAtomic<int> Open", "SHM0009", new string[0])]
    [InlineData("SharedMap<double, Account> X", "SHM0035", new string[0])]
    [InlineData("SharedEntry<Account>? X", "SHM0003", new[] { "CS9248" })]
    [InlineData("SharedEntry<string> X", "SHM0005", new[] { "CS0311", "CS9248" })]
    [InlineData("SharedEntry<IShape> X", "SHM0005", new[] { "CS0311", "CS9248" })]
    [InlineData("SharedMap<int, IShape> X", "SHM0005", new[] { "CS0311", "CS9248" })]
    public void A_faulty_key_is_not_the_end_of_the_others(string key, string rule, string[] compiler)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"using ShmStore; [SharedObject] public partial class Account : IShape {{ public int X {{ get; set; }} }} [SharedObject(KnownTypes = [typeof(Account)])] public partial interface IShape; [SharedStore] public partial class Market {{ public partial SharedEntry<Account> @event {{ get; }} internal partial SharedDocument B {{ get; }} public partial {key} {{ get; }} }}");
        Assert.Equal(rule, Assert.Single(run.Reported).Id);
        Assert.Equal(compiler, run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id != "CS1591").Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("SharedEntry<Closed>", "")]
    [InlineData("SharedMap<int, Closed>", "")]
    [InlineData("SharedEntry<Closed>", "public partial SharedAtomic<long> Version { get; }")]
    public void A_key_of_a_type_that_is_not_partial_is_not_the_end_of_the_others(string key, string other)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"using ShmStore; [SharedObject] public class Closed {{ public int X {{ get; set; }} }} [SharedStore] public partial class Market {{ public partial SharedDocument B {{ get; }} public partial {key} X {{ get; }} {other} }}",
            other.Length > 0 ? "" : "public static class User { public static object Use(Market market) => market.B; public static object Use(Market.Writer market) => market.B; }");
        Assert.Equal(other.Length > 0 ? ["SHM0009", "SHM0012"] : ["SHM0012"], run.Reported.Select(static error => error.Id).Order(StringComparer.Ordinal));
        Diagnostic[] errors = [.. run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id != "CS1591")];
        Assert.Equal(["CS0311", "CS9248"], errors.Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
        Assert.All(errors, static error => Assert.Equal("Source0.cs", error.Location.SourceTree!.FilePath));
    }

    [Fact]
    public void A_fault_comes_and_goes_with_edits_of_another_file()
    {
        GeneratorRun run = GeneratorHarness.Run("[ShmStore.SharedObject] public partial class A { public E X { get; set; } }", "public enum E;");
        Assert.Empty(run.Reported);
        run = Edit(run, 1, "public enum E : ulong;");
        Assert.Equal("SHM0020", Assert.Single(run.Reported).Id);
        Assert.Empty(Edit(run, 1, "public enum E : long;").Reported);
    }

    [Fact]
    public void A_forgotten_mark_is_reported_once_at_the_first_key_of_all_parts()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "public partial class Market { public partial Ints A { get; } public partial Ints B { get; } }",
            "global using Ints = ShmStore.SharedAtomic<int>;",
            "public partial class Market { public partial global::ShmStore.SharedDocument C { get; } }");
        Diagnostic error = Assert.Single(run.Reported);
        Assert.Equal(("SHM0011", "Source0.cs", DiagnosticSeverity.Error), (error.Id, error.Location.SourceTree!.FilePath, error.Severity));
        Assert.Contains("'A'", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(Edit(run, 2, "[ShmStore.SharedStore] public partial class Market { public partial ShmStore.SharedDocument C { get; } }").Reported);
    }

    [Theory]
    [InlineData("SharedEntry<Account>")]
    [InlineData("SharedEntry<Account>?")]
    [InlineData("SharedMap<int, Account>")]
    [InlineData("SharedAtomic<int>")]
    [InlineData("SharedDocument")]
    [InlineData("SharedDocumentMap<int>")]
    public void A_forgotten_mark_is_found_by_a_key_of_each_kind(string key) =>
        Assert.Equal("SHM0011", Assert.Single(GeneratorHarness.Run(
            $"using ShmStore; public partial class Market {{ public partial {key} A {{ get; }} }}", "[ShmStore.SharedObject] public partial class Account;").Reported).Id);

    [Fact]
    public void All_types_of_one_name_are_reported()
    {
        GeneratorRun run = GeneratorHarness.Run(Inner, Inner.Replace("class Inner", "struct Inner", StringComparison.Ordinal));
        Assert.Equal(["Source0.cs", "Source1.cs"], run.Reported.Select(static error => error.Location.SourceTree!.FilePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_type_of_the_same_name_in_a_reference_is_left_alone()
    {
        MetadataReference reference = TestCompilation.Create([Inner]).ToMetadataReference();
        GeneratorRun run = GeneratorHarness.Run(TestCompilation.Create([Inner.Replace("partial class Inner", "class Inner", StringComparison.Ordinal)], reference));
        Assert.All(run.Reported, error => Assert.Same(run.Before.SyntaxTrees[0], error.Location.SourceTree));
        Assert.Equal(["SHM0012", "SHM0019"], run.Reported.Select(static error => error.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_editor_that_wants_no_outputs_for_the_implementation_gets_no_errors()
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ShmStoreGenerator().AsSourceGenerator()],
            parseOptions: TestCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation));
        GeneratorRunResult result = driver.RunGenerators(TestCompilation.Create([Store, Outer, Inner]), TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Empty(result.Diagnostics);
        Assert.Equal(3, result.GeneratedSources.Length);
    }

    private static GeneratorRun Edit(GeneratorRun run, int file, string edited)
    {
        SyntaxTree old = run.Before.SyntaxTrees[file];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(edited, TestCompilation.ParseOptions, old.FilePath, cancellationToken: TestContext.Current.CancellationToken);
        return GeneratorHarness.Continue(run.Driver, run.Before.ReplaceSyntaxTree(old, tree));
    }
}
