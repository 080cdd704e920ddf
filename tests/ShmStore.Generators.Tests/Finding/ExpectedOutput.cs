using Microsoft.CodeAnalysis;
using ShmStore.Generators.Emitting.Objects;
using ShmStore.Generators.Emitting.Stores;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>What must come out for a compilation: the marked ones among all its types, found by symbols alone, parsed and printed one by one.</summary>
internal static class ExpectedOutput
{
    /// <summary>The texts under their files' names.</summary>
    public static SortedDictionary<string, string> Of(Compilation compilation)
    {
        SortedDictionary<string, string> output = new(StringComparer.Ordinal);
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace).Where(static type => type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null && TypeParser.ParseObject(type, compilation) is { } model)
                output.Add(model.Declaration.HintName, ObjectEmitter.Emit(model));
            if (type.FindAttribute(KnownNames.SharedStoreAttribute) is not null && TypeParser.ParseStore(type, compilation) is { } store)
                output.Add(store.Declaration.HintName, StoreEmitter.Emit(store));
        }

        return output;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static member =>
        member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));
}
