using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Finding;

/// <summary>The names of types as they are written.</summary>
internal static class TypeNames
{
    /// <summary>The last part of the type's name, without type arguments; null for what has no name, such as an array.</summary>
    public static string? Last(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => Last(nullable.ElementType),
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
