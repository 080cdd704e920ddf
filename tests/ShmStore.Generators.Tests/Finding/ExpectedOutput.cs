using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Emitting.Objects;
using ShmStore.Generators.Emitting.Stores;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>What must come out for a compilation: the marked ones among all its types, found by symbols alone, parsed and printed one by one.</summary>
internal static class ExpectedOutput
{
    /// <summary>The texts under their files' names.</summary>
    public static SortedDictionary<string, string> Of(Compilation compilation)
    {
        SortedDictionary<string, string> output = new(StringComparer.Ordinal);
        // Of two types of one name, which is an error, the first one counts.
        foreach (INamedTypeSymbol type in Marked(compilation).Select(static same => same.First()))
        {
            if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null && TypeParser.ParseObject(type, new(compilation)) is { } model)
                output.TryAdd(model.Declaration.HintName, ObjectEmitter.Emit(model));
            if (type.FindAttribute(KnownNames.SharedStoreAttribute) is null)
                continue;
            (StoreModel? store, StubsModel? stubs) = TypeParser.ParseStore(type, new(compilation));
            if (store is not null)
                output.TryAdd(store.Declaration.HintName, StoreEmitter.Emit(store));
            if (stubs is not null)
                output.TryAdd(stubs.Declaration.HintName, StubsEmitter.Emit(stubs));
        }

        return output;
    }

    /// <summary>The marked types in order, those of one name together.</summary>
    public static IEnumerable<IGrouping<string, INamedTypeSymbol>> Marked(Compilation compilation) =>
        Types(compilation.Assembly.GlobalNamespace)
            .Where(static type => Marks(type).Any())
            .OrderBy(type => Marks(type).Min(mark => Order(mark, compilation)))
            .GroupBy(HintNames.For);

    /// <summary>All types in a namespace or type.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static member =>
        member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    private static IEnumerable<SyntaxReference> Marks(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass?.ToDisplayString() is KnownNames.SharedObjectAttribute or KnownNames.SharedStoreAttribute)
        .Select(static attribute => attribute.ApplicationSyntaxReference!)
        .Where(static mark => mark.GetSyntax().Parent?.Parent is TypeDeclarationSyntax);

    private static (int File, int Position) Order(SyntaxReference mark, Compilation compilation) =>
        (compilation.SyntaxTrees.TakeWhile(tree => tree != mark.SyntaxTree).Count(), mark.Span.Start);
}
