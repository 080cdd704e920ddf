using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What runs again after an edit. That nothing does after an unrelated one is checked by the harness in every test.</summary>
public sealed class IncrementalTests
{
    private const string Store = """
        using ShmStore;
        namespace Demo;
        [SharedStore]
        public partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
        }
        """;

    private const string Account = """
        using ShmStore;
        namespace Demo;
        [SharedObject]
        public sealed partial record Account(string Name, long Delta);
        """;

    private const string Faulty = """
        using ShmStore;
        namespace Demo;
        [SharedObject]
        public partial class Faulty { public object? Anything { get; set; } }
        """;

    [Theory]
    [InlineData("long Delta", "int Delta")]
    [InlineData("long Delta", "long Change")]
    [InlineData("long Delta", "long Delta = 5")]
    [InlineData("sealed partial", "partial")]
    public void An_edit_of_an_object_is_seen_from_another_file(string old, string edited)
    {
        GeneratorRun first = GeneratorHarness.Run(Store, Account);
        GeneratorRun second = Edit(first, 1, Account.Replace(old, edited, StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(second, TrackingNames.Objects));
        Assert.NotEqual(first.Text("Demo.Account.g.cs"), second.Text("Demo.Account.g.cs"));
    }

    [Fact]
    public void A_store_follows_the_fields_of_its_objects()
    {
        GeneratorRun first = GeneratorHarness.Run(Store, Account);
        GeneratorRun second = Edit(first, 1, Account.Replace("Delta", "Change", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(second, TrackingNames.Stores));
        Assert.NotEqual(first.Text("Demo.Market.g.cs"), second.Text("Demo.Market.g.cs"));
    }

    [Theory]
    [InlineData("long Delta);", "long Delta) { public void Method() { } }")]
    [InlineData("using ShmStore;", "using System; using ShmStore;")]
    public void A_declaration_that_changes_no_layout_is_parsed_but_generates_nothing_again(string old, string edited)
    {
        GeneratorRun second = Edit(GeneratorHarness.Run(Store, Account), 1, Account.Replace(old, edited, StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(second, TrackingNames.Objects));
        Assert.All(second.Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs), static output =>
            Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Nothing_of_a_compilation_is_reachable_from_a_model()
    {
        GeneratorRun run = GeneratorHarness.Run(Store, Account, Faulty, Store.Replace("Market", "Faults", StringComparison.Ordinal).Replace("Primary", "Open", StringComparison.Ordinal));
        int models = 0;
        foreach (string step in TrackingNames.All)
        {
            foreach (var (value, _) in run.Result.TrackedSteps[step].SelectMany(static tracked => tracked.Outputs))
            {
                models++;
                AssertPlain(value, step, new HashSet<object>(ReferenceEqualityComparer.Instance));
            }
        }

        Assert.Equal(6, models);
    }

    [Fact]
    public void The_search_of_models_finds_a_symbol()
    {
        ISymbol symbol = TestCompilation.Create([Account]).GetTypeByMetadataName("Demo.Account")!;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertPlain(new { Deep = new object[] { symbol } }, "root", []));
    }

    private static GeneratorRun Edit(GeneratorRun run, int file, string edited)
    {
        SyntaxTree old = run.Before.SyntaxTrees[file];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(edited, TestCompilation.ParseOptions, old.FilePath, cancellationToken: TestContext.Current.CancellationToken);
        return GeneratorHarness.Continue(run.Driver, run.Before.ReplaceSyntaxTree(old, tree));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(static tracked => tracked.Outputs).Select(static output => output.Reason);

    private static void AssertPlain(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or Diagnostic, $"{path}: {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                AssertPlain(item, $"{path}[]", seen);
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                AssertPlain(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
