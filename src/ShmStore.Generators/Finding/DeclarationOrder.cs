using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Parsing;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Finding;

/// <summary>
/// Chooses one of several declarations to look at a type by: a type may be marked at several parts, and two types may have one name, which are errors.
/// </summary>
internal static class DeclarationOrder
{
    /// <summary>
    /// Whether the declaration is marked, and the first one that is of all types of the type's full name. Where none is, whether it has the first key of a
    /// type whose mark was forgotten.
    /// </summary>
    public static bool IsFirst(TypeDeclarationSyntax declaration, INamedTypeSymbol type, Compilation compilation)
    {
        SyntaxReference[] marks = [.. SameNamed(type).SelectMany(static same => same.GetAttributes()).Where(IsMark).Select(static mark => mark.ApplicationSyntaxReference!)];
        return marks.Length > 0
            ? First(marks, compilation).GetSyntax().Parent?.Parent == declaration
            : ForgottenStore.FirstKey(type) is { } key && key.DeclaringSyntaxReferences[0].GetSyntax().Parent == declaration;
    }

    private static bool IsMark(AttributeData attribute) =>
        attribute.AttributeClass is { } type && (type.Is(KnownNames.SharedObjectAttribute) || type.Is(KnownNames.SharedStoreAttribute));

    private static SyntaxReference First(SyntaxReference[] marks, Compilation compilation) => marks.Length == 1
        ? marks[0]
        : compilation.SyntaxTrees.SelectMany(tree => marks.Where(mark => mark.SyntaxTree == tree).OrderBy(static mark => mark.Span.Start)).First();

    private static IEnumerable<INamedTypeSymbol> SameNamed(INamedTypeSymbol type)
    {
        IEnumerable<INamespaceOrTypeSymbol> containers = type.ContainingType is { } outer ? SameNamed(outer) : [type.ContainingNamespace];
        return containers.SelectMany(container => container.GetTypeMembers(type.Name, type.Arity));
    }
}
