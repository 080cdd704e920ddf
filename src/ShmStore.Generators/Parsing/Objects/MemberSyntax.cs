using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The few questions about members that symbols do not answer.</summary>
internal static class MemberSyntax
{
    /// <summary>Whether the property or field is declared with an initializer.</summary>
    public static bool HasInitializer(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() switch
        {
            PropertyDeclarationSyntax property => property.Initializer is not null,
            VariableDeclaratorSyntax field => field.Initializer is not null,
            _ => false,
        });

    /// <summary>
    /// The initializer of a property or field that has this value until something else is set: of a property whose getter has no body of its own. Null if
    /// there is none.
    /// </summary>
    public static ExpressionSyntax? Initializer(ISymbol member) =>
        member.DeclaringSyntaxReferences.Length != 1 ? null : member.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            PropertyDeclarationSyntax { AccessorList: { } accessors } property when !accessors.Accessors.Any(HasGetterBody) && member is IPropertySymbol { IsPartialDefinition: false } =>
                property.Initializer?.Value,
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            _ => null,
        };

    /// <summary>Whether the constructor is a type's primary one.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool HasGetterBody(AccessorDeclarationSyntax accessor) =>
        accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && (accessor.Body is not null || accessor.ExpressionBody is not null);
}
