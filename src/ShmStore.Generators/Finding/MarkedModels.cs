using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Finding;

/// <summary>The models of a file's marked types, in the order of their declarations.</summary>
/// <param name="Objects">Those of the shared objects.</param>
/// <param name="Stores">Those of the stores.</param>
/// <param name="Stubs">Those of stores with a faulty key.</param>
/// <param name="Faulty">The types that have no model that works because of an error, a forgotten mark among others, by their documentation ids. What is wrong stands in no model, as it has a location.</param>
internal sealed record MarkedModels(IReadOnlyList<ObjectModel> Objects, IReadOnlyList<StoreModel> Stores, IReadOnlyList<StubsModel> Stubs, IReadOnlyList<string> Faulty)
{
    /// <summary>Parses the marked types.</summary>
    public static MarkedModels Of(SyntaxTree tree, ParseSession session, CancellationToken cancellation)
    {
        List<ObjectModel> objects = [];
        List<StoreModel> stores = [];
        List<StubsModel> stubs = [];
        List<string> faulty = [];
        SemanticModel semantics = session.Compilation.GetSemanticModel(tree);
        foreach (TypeDeclarationSyntax declaration in Types(tree.GetRoot(cancellation)).Where(static type => type.AttributeLists.Count > 0 || PartialProperties.AreIn(type)))
        {
            if (semantics.GetDeclaredSymbol(declaration, cancellation) is not { } type || type.IsHalfTyped() || !DeclarationOrder.IsFirst(declaration, type, session.Compilation))
                continue;
            bool isObject = type.FindAttribute(KnownNames.SharedObjectAttribute) is not null;
            bool isStore = type.FindAttribute(KnownNames.SharedStoreAttribute) is not null;
            ObjectModel? model = isObject ? TypeParser.ParseObject(type, session) : null;
            (StoreModel? store, StubsModel? keys) = isStore ? TypeParser.ParseStore(type, session) : default;
            if (model is not null)
                objects.Add(model);
            else if (store is not null)
                stores.Add(store);
            else if (keys is not null)
                stubs.Add(keys);
            if ((isObject && model is null or { IsFaulty: true }) || (isStore ? store is null : ForgottenStore.FirstKey(type) is not null))
                faulty.Add(DocumentationCommentId.CreateDeclarationId(type)!);
        }

        return new MarkedModels(objects, stores, stubs, faulty);
    }

    private static IEnumerable<TypeDeclarationSyntax> Types(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>();
}
