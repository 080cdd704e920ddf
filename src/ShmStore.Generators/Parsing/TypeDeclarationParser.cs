using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing;

/// <summary>Finds out how a type and the types around it are reopened, and whether they can be.</summary>
internal static class TypeDeclarationParser
{
    /// <summary>Describes where the type's emitted part goes; reports each type, from the outside in, that is not partial.</summary>
    public static TypeDeclaration Parse(INamedTypeSymbol type, DiagnosticDescriptor notPartial, DiagnosticSink sink)
    {
        List<ContainingType> types = [];
        foreach (INamedTypeSymbol current in type.SelfAndOuter())
        {
            if (!IsPartial(current))
                sink.Report(notPartial, current, current.Name, type.Name);
            types.Insert(0, new ContainingType(Keyword(current), Name(current)));
        }

        return new TypeDeclaration(CSharpNames.Namespace(type), new(types), HintNames.For(type));
    }

    /// <summary>Whether one of the type's declarations says so.</summary>
    public static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(static modifier => modifier.ValueText == "partial"));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string Name(INamedTypeSymbol type)
    {
        string parameters = type.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", type.TypeParameters.Select(static parameter => CSharpNames.Identifier(parameter.Name)))}>";
        return CSharpNames.Identifier(type.Name) + parameters;
    }
}
