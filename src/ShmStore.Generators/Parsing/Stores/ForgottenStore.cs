using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Finds a class that looks like a store but is not marked as one.</summary>
internal static class ForgottenStore
{
    // Of attributes that no generator which implements such a property goes by.
    private static readonly string[] KnownRoots = ["System.", "ShmStore.", "MongoDB."];

    /// <summary>Reports the first key.</summary>
    public static void Check(INamedTypeSymbol type, DiagnosticSink sink)
    {
        if (FirstKey(type) is { } key)
            sink.Report(StoreRules.ForgottenStore, key, type.Name, key.Name);
    }

    /// <summary>The first partial property of a shared type that nobody implements; null if there is none, or if another generator may implement it.</summary>
    public static IPropertySymbol? FirstKey(INamedTypeSymbol type) => type.GetAttributes().Any(IsForeign)
        ? null
        : type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(static property =>
            property is { IsPartialDefinition: true, PartialImplementationPart: null, SetMethod: null } && KeyTypes.IsShared(property.Type) && !property.GetAttributes().Any(IsForeign));

    // Generators do not see what others emit.
    private static bool IsForeign(AttributeData attribute) =>
        attribute.AttributeClass is { } type && !KnownRoots.Any(root => CSharpNames.NamespacePrefix(type).StartsWith(root, StringComparison.Ordinal));
}
