using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Finding;

/// <summary>The models of a file's marked types, in the order of their declarations.</summary>
/// <param name="Objects">Those of the shared objects.</param>
/// <param name="Stores">Those of the stores.</param>
internal sealed record MarkedModels(IReadOnlyList<ObjectModel> Objects, IReadOnlyList<StoreModel> Stores)
{
    /// <summary>Parses the marked types. Those with an error have no model.</summary>
    public static MarkedModels Of(SyntaxTree tree, ParseSession session, CancellationToken cancellation)
    {
        List<ObjectModel> objects = [];
        List<StoreModel> stores = [];
        SemanticModel semantics = session.Compilation.GetSemanticModel(tree);
        foreach (TypeDeclarationSyntax declaration in Types(tree.GetRoot(cancellation)).Where(static type => type.AttributeLists.Count > 0))
        {
            if (semantics.GetDeclaredSymbol(declaration, cancellation) is not { } type || !DeclarationOrder.IsFirstMarked(declaration, type, session.Compilation))
                continue;
            if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null && TypeParser.ParseObject(type, session) is { } model)
                objects.Add(model);
            else if (type.FindAttribute(KnownNames.SharedStoreAttribute) is not null && TypeParser.ParseStore(type, session) is { } store)
                stores.Add(store);
        }

        return new MarkedModels(objects, stores);
    }

    private static IEnumerable<TypeDeclarationSyntax> Types(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>();
}
