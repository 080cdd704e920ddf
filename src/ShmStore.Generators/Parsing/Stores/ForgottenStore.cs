using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Finds a class that looks like a store but is not marked as one.</summary>
internal static class ForgottenStore
{
    /// <summary>Reports the first partial property of a shared type that nobody implements.</summary>
    public static void Check(INamedTypeSymbol type, DiagnosticSink sink)
    {
        IPropertySymbol? key = type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(static property =>
            property is { IsPartialDefinition: true, PartialImplementationPart: null } && KeyTypes.IsShared(property.Type));
        if (key is not null)
            sink.Report(StoreRules.ForgottenStore, key, type.Name, key.Name);
    }
}
