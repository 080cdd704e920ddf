using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Parsing;

/// <summary>Turns symbols into C# source text and into the names used in schemas.</summary>
internal static class CSharpNames
{
    private static readonly SymbolDisplayFormat QualifiedWithNullability = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ForMessages = SymbolDisplayFormat.CSharpErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays);

    /// <summary>The type as source: <c>global::</c>, keyword-safe, with nullable annotations.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(QualifiedWithNullability);

    /// <summary>The type as source without its own nullable annotation (its arguments keep theirs).</summary>
    public static string QualifiedNotNull(ITypeSymbol type) =>
        type.IsReferenceType ? Qualified(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) : Qualified(type);

    /// <summary>A short name for messages.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(ForMessages);

    /// <summary>A name as a keyword-safe identifier.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The namespace as source; empty for the global one.</summary>
    public static string Namespace(ISymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } container
            ? container.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            : "";

    /// <summary>The name in schemas: namespaces with dots, <c>+</c> for nesting, type arguments in angle brackets; the same in every assembly.</summary>
    public static string SchemaName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return SchemaName(array.ElementType) + "[]";
        if (type is not INamedTypeSymbol named)
            return type.Name;
        string container = named.ContainingType is { } outer ? SchemaName(outer) + "+"
            : NamespacePrefix(named);
        string arguments = named.TypeArguments.IsEmpty ? "" : $"<{string.Join(",", named.TypeArguments.Select(SchemaName))}>";
        return container + named.Name + arguments;
    }

    /// <summary>The namespace in plain text with a closing dot; empty for the global one.</summary>
    public static string NamespacePrefix(ISymbol symbol)
    {
        string prefix = "";
        for (INamespaceSymbol? space = symbol.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            prefix = $"{space.Name}.{prefix}";
        return prefix;
    }
}
