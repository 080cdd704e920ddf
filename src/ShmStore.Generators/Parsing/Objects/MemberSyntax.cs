using Microsoft.CodeAnalysis;
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

    /// <summary>Whether the constructor is a type's primary one.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);
}
