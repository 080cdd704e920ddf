using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Finds the keys that can be implemented though the store has a faulty one.</summary>
internal static class KeyStubs
{
    /// <summary>The keys that are declared as they must be and of a type that can be written down; the compiler reports others by itself.</summary>
    public static IEnumerable<StubModel> Of(IEnumerable<IPropertySymbol> keys, ParseSession session) => keys
        .Where(key => KeyShape.Check(key, new DiagnosticSink()) && IsComplete(key.Type) && AliasedTypes.In(key.Type, session) is null)
        .Select(static key => new StubModel(
            CSharpNames.Identifier(key.Name), CSharpNames.Qualified(key.Type), SyntaxFacts.GetText(key.DeclaredAccessibility)));

    // The values of entries and maps are constrained; so are those of atomics.
    private static bool IsComplete(ITypeSymbol type) => KeyTypes.IsShared(type) && ((INamedTypeSymbol)type).TypeArguments is var arguments && (
        type.OriginalDefinition.Is(KnownNames.SharedEntry) ? EntryValues.IsGenerated(arguments[0])
        : type.OriginalDefinition.Is(KnownNames.SharedMap) ? EntryValues.IsGenerated(arguments[1])
        : !type.OriginalDefinition.Is(KnownNames.SharedAtomic) || AtomicTypes.Schema(arguments[0]) is not null);
}
