using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Which shared type may have been meant by a type that no key can have.</summary>
internal static class KeyTypeHints
{
    /// <summary>A sentence that begins with the end of the one before; empty for none.</summary>
    public static string For(ITypeSymbol type) => Meant(type) is { } meant ? $". Did you mean {meant}?" : "";

    private static string? Meant(ITypeSymbol type) =>
        EntryValues.IsShared(type) ? $"SharedEntry<{type.Name}>"
        : AtomicTypes.Schema(type) is not null ? $"SharedAtomic<{CSharpNames.Display(type)}>"
        : type.Is(KnownNames.BsonDocument) ? "SharedDocument"
        : type is INamedTypeSymbol { Arity: 2 } dictionary ? Map(dictionary)
        : null;

    private static string? Map(INamedTypeSymbol dictionary)
    {
        (ITypeSymbol key, ITypeSymbol value) = (dictionary.TypeArguments[0], dictionary.TypeArguments[1]);
        return !CSharpNames.NamespacePrefix(dictionary).StartsWith("System.Collections.", StringComparison.Ordinal) || MapKeyTypes.Schema(key) is null ? null
            : EntryValues.IsShared(value) ? $"SharedMap<{CSharpNames.Display(key)}, {CSharpNames.Display(value)}>"
            : value.Is(KnownNames.BsonDocument) ? $"SharedDocumentMap<{CSharpNames.Display(key)}>"
            : null;
    }
}
