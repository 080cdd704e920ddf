using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Finding;

/// <summary>Finds partial properties, which a type that nobody has marked may have as keys.</summary>
internal static class PartialProperties
{
    /// <summary>Whether a type's declaration has one.</summary>
    public static bool AreIn(TypeDeclarationSyntax type) => type.Members.Any(static member => member is PropertyDeclarationSyntax property && IsPartial(property));

    /// <summary>The last part of the name of a partial property's type; null for another property, and for a type without a name.</summary>
    public static string? TypeName(PropertyDeclarationSyntax property) => IsPartial(property) ? TypeNames.Last(property.Type) : null;

    private static bool IsPartial(PropertyDeclarationSyntax property) => property.Modifiers.Any(static modifier => modifier.ValueText == "partial");
}
