using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>A generator that has the compiler find the marked types, and does nothing with them: what every generator of this kind pays after every edit.</summary>
internal sealed class FindingGenerator : IIncrementalGenerator
{
    private static readonly string[] Attributes = [typeof(SharedObjectAttribute).FullName!, typeof(SharedStoreAttribute).FullName!];

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in Attributes)
        {
            IncrementalValuesProvider<string> names = context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute, static (node, _) => node is TypeDeclarationSyntax, static (target, _) => target.TargetSymbol.Name);
            context.RegisterSourceOutput(names, static (_, _) => { });
        }
    }
}
