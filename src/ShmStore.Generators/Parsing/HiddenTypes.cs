using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Parsing.Objects;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Parsing;

/// <summary>
/// Finds names in the types of members that mean a type generated around the member, whatever type of that name the user has elsewhere. What is parsed does not have the generated types yet, so that
/// the name is found to be the user's: by its text alone can be told what the compiler will take it for.
/// </summary>
internal static class HiddenTypes
{
    /// <summary>Reports each such name.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Report(ISymbol member, Compilation compilation, DiagnosticSink sink)
    {
        bool found = false;
        foreach (IdentifierNameSyntax name in MemberSyntax.Types(member).SelectMany(static type => type.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Where(IsUnqualified))
        {
            if (Hider(name.Identifier.ValueText, member.ContainingType) is not { } hider)
                continue;
            sink.Report(MemberRules.HiddenType, name.GetLocation(), name.Identifier.ValueText, hider.Name, Meant(name, hider, compilation));
            found = true;
        }

        return found;
    }

    // How the user's type is written, which the name means where the type begins around which it is generated: there nothing of that is in sight.
    private static string Meant(IdentifierNameSyntax name, INamedTypeSymbol hider, Compilation compilation)
    {
        string text = name.Identifier.ValueText;
        TypeDeclarationSyntax? declaration = name.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(outer => outer.Identifier.ValueText == hider.Name);
        ISymbol? meant = declaration is null || !compilation.ContainsSyntaxTree(name.SyntaxTree) ? null
            : compilation.GetSemanticModel(name.SyntaxTree).LookupNamespacesAndTypes(declaration.SpanStart, name: text)
                .Select(static found => found is IAliasSymbol alias ? alias.Target : found)
                .FirstOrDefault(static found => found is INamedTypeSymbol { Arity: 0 } && !GeneratedMembers.IsEmitted(found));
        return meant is INamedTypeSymbol type ? CSharpNames.Qualified(type) : "global::" + text;
    }

    // The names of a tuple's elements are no names of types, and no nodes of this kind.
    private static bool IsUnqualified(IdentifierNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.Left == name,
        AliasQualifiedNameSyntax => false,
        _ => true,
    };

    // Of types that declare it themselves nothing is generated.
    private static INamedTypeSymbol? Hider(string name, INamedTypeSymbol type) => type.SelfAndOuter().FirstOrDefault(outer =>
        IsGeneratedIn(outer, name) && outer.GetTypeMembers(name, arity: 0).All(GeneratedMembers.IsEmitted));

    private static bool IsGeneratedIn(INamedTypeSymbol type, string name) =>
        (StoreShape.IsNestedType(name) && type.FindAttribute(KnownNames.SharedStoreAttribute) is not null)
        || (GeneratedTypes.IsName(name) && type.FindAttribute(KnownNames.SharedObjectAttribute) is not null);
}
