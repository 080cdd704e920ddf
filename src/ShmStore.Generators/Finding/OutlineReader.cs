using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Finding;

/// <summary>Reads the outline of a file: its namespaces and types, nothing inside of members.</summary>
internal sealed class OutlineReader
{
    // Of the types that the compiler and the parser look up by their full names.
    private static readonly string[] KnownRoots = ["System", "Microsoft", "ShmStore", "MongoDB"];

    private readonly HashSet<DeclaredType> _types = [];
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _partialTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalAliases = new(StringComparer.Ordinal);
    private bool _concernsAll;

    private OutlineReader(CompilationUnitSyntax unit)
    {
        _concernsAll = unit.AttributeLists.Count > 0;
        AddUsings(unit.Usings);
        AddMembers(unit.Members, space: "");
    }

    /// <summary>Reads a file.</summary>
    public static Outline Read(CompilationUnitSyntax unit)
    {
        OutlineReader reader = new(unit);
        return new Outline(
            [.. reader._types], [.. reader._namespaces], [.. reader._attributes], [.. reader._partialTypes], [.. reader._aliases], [.. reader._globalAliases], reader._concernsAll);
    }

    private void AddUsings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (UsingDirectiveSyntax directive in usings)
        {
            bool isGlobal = directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
            _concernsAll |= isGlobal;
            if (directive.Alias is { } alias)
                (isGlobal ? _globalAliases : _aliases).UnionWith(AttributeSuffix.Forms(alias.Name.Identifier.ValueText));
        }
    }

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    AddNamespace(inner, space);
                    break;
                case TypeDeclarationSyntax type:
                    AddType(type, space);
                    break;
                case BaseTypeDeclarationSyntax type:
                    AddName(type.Identifier, space);
                    break;
                case DelegateDeclarationSyntax type:
                    AddName(type.Identifier, space);
                    break;
                case PropertyDeclarationSyntax property when PartialProperties.TypeName(property) is { } type:
                    _partialTypes.Add(type);
                    break;
                case GlobalStatementSyntax:
                    _types.Add(new DeclaredType(space, "Program"));
                    break;
            }
        }
    }

    private void AddNamespace(BaseNamespaceDeclarationSyntax inner, string space)
    {
        string name = string.Join(".", inner.Name.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        string full = space.Length == 0 ? name : $"{space}.{name}";
        _namespaces.Add(full);
        _concernsAll |= KnownRoots.Contains(full.Split('.')[0], StringComparer.Ordinal);
        AddUsings(inner.Usings);
        AddMembers(inner.Members, full);
    }

    private void AddType(TypeDeclarationSyntax type, string space)
    {
        foreach (AttributeSyntax attribute in type.AttributeLists.SelectMany(static list => list.Attributes))
            _attributes.Add(TypeNames.Last(attribute.Name)!);
        AddName(type.Identifier, space);
        AddMembers(type.Members, space);
    }

    private void AddName(SyntaxToken identifier, string space)
    {
        _types.UnionWith(AttributeSuffix.Forms(identifier.ValueText).Select(name => new DeclaredType(space, name)));
        // What is emitted takes another name where one like this is taken.
        _concernsAll |= identifier.ValueText.Contains(ExtensionNames.Suffix);
    }
}
