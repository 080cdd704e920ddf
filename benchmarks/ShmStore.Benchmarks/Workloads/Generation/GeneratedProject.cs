using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>A project whose files have just been read, nothing known of them, and what is done to it.</summary>
/// <param name="stores">How many stores it has.</param>
/// <param name="others">How many files of other code.</param>
internal sealed class GeneratedProject(int stores, int others)
{
    private readonly SyntaxTree _unrelated = StoreSources.Unrelated(-1);
    private readonly SyntaxTree[] _stores = StoreSources.Of(stores);
    private readonly SyntaxTree[] _others = ServiceSources.Of(others);

    /// <summary>The project as it is.</summary>
    public CSharpCompilation Compile() => StoreSources.Compile([.. _stores, .. _others, _unrelated]);

    /// <summary>Another file has another number in a method.</summary>
    public CSharpCompilation WithMethodEdited(CSharpCompilation compilation, int number) => compilation.ReplaceSyntaxTree(_unrelated, StoreSources.Unrelated(number));

    /// <summary>Another file declares a type more.</summary>
    public CSharpCompilation WithTypeAdded(CSharpCompilation compilation, int number) =>
        compilation.ReplaceSyntaxTree(_unrelated, StoreSources.Unrelated(-1, $"public sealed class Added{number} {{ public int Number {{ get; set; }} }}"));

    /// <summary>A member of one object of one store is called otherwise.</summary>
    public CSharpCompilation WithObjectEdited(CSharpCompilation compilation, int number) =>
        compilation.ReplaceSyntaxTree(_stores[0], StoreSources.OfStore(0, $"Rank{number}"));
}
