using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Finding;

/// <summary>The models of a compilation's marked types, in the order of their declarations.</summary>
/// <param name="Objects">Those of the shared objects.</param>
/// <param name="Stores">Those of the stores.</param>
internal sealed record MarkedModels(IReadOnlyList<ObjectModel> Objects, IReadOnlyList<StoreModel> Stores)
{
    /// <summary>No models.</summary>
    public static MarkedModels None { get; } = new([], []);

    /// <summary>Parses the marked types. Those with an error have no model.</summary>
    public static MarkedModels Of(Compilation compilation, CancellationToken cancellation)
    {
        List<ObjectModel> objects = [];
        List<StoreModel> stores = [];
        foreach (INamedTypeSymbol type in Candidates(compilation, cancellation).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            cancellation.ThrowIfCancellationRequested();
            if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null && TypeParser.ParseObject(type, compilation) is { } model)
                objects.Add(model);
            if (type.FindAttribute(KnownNames.SharedStoreAttribute) is not null && TypeParser.ParseStore(type, compilation) is { } store)
                stores.Add(store);
        }

        return new MarkedModels(objects, stores);
    }

    // A type may have several parts with attributes.
    private static IEnumerable<INamedTypeSymbol> Candidates(Compilation compilation, CancellationToken cancellation)
    {
        HashSet<string> globalAliases = [.. compilation.SyntaxTrees.SelectMany(static tree => FileFacts.Of(tree).Outline.GlobalAliases)];
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => FileFacts.Of(tree).MayBeMarked(globalAliases)))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (TypeDeclarationSyntax type in Types(tree.GetRoot(cancellation)))
            {
                if (type.AttributeLists.Count > 0 && model.GetDeclaredSymbol(type, cancellation) is { } symbol)
                    yield return symbol;
            }
        }
    }

    private static IEnumerable<TypeDeclarationSyntax> Types(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>();
}
