using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>A project that is edited, with a driver that runs on after each edit. What comes out and what is reported must always be that of the same files when they are new.</summary>
internal sealed class EditedProject
{
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    private EditedProject(CSharpCompilation compilation)
    {
        _compilation = compilation;
        _driver = GeneratorHarness.CreateDriver(TestCompilation.ParseOptions);
        Last = Run(compilation);
    }

    /// <summary>The last run.</summary>
    public GeneratorRun Last { get; private set; }

    /// <summary>What came out last, under the files' names.</summary>
    public SortedDictionary<string, string> Output => new(Last.Result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString()), StringComparer.Ordinal);

    /// <summary>Nothing was parsed in the last run.</summary>
    public bool WasCached => TrackingNames.All.All(step =>
        !Last.Result.TrackedSteps.TryGetValue(step, out var runs) || runs.SelectMany(static run => run.Outputs).All(static output => output.Reason == IncrementalStepRunReason.Cached));

    /// <summary>A new project with these files.</summary>
    public static EditedProject Of(params string[] files) => new(TestCompilation.Create(files));

    /// <summary>Edits the files; those whose text stays keep their trees.</summary>
    public void Edit(params string[] files)
    {
        ILookup<string, SyntaxTree> before = _compilation.SyntaxTrees.ToLookup(static tree => tree.ToString());
        HashSet<SyntaxTree> taken = [];
        SyntaxTree[] trees = [.. files.Select((text, index) =>
            before[text].FirstOrDefault(taken.Add) ?? CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, $"Source{index}.cs"))];
        Edit(_compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees));
    }

    /// <summary>Edits the project in any way.</summary>
    public void Edit(Func<CSharpCompilation, CSharpCompilation> edit) => Edit(edit(_compilation));

    private void Edit(CSharpCompilation compilation)
    {
        _compilation = compilation;
        Last = Run(compilation);
    }

    private GeneratorRun Run(CSharpCompilation compilation)
    {
        GeneratorRun run = GeneratorHarness.Continue(_driver, compilation);
        _driver = run.Driver;
        Assert.Equal(ExpectedOutput.Of(compilation), run.Result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString()));
        Assert.Equal(ExpectedErrors.Of(compilation), run.Reported.ToHashSet());
        return run;
    }
}
