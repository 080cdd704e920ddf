using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The few questions about members that symbols do not answer.</summary>
internal static class MemberSyntax
{
    /// <summary>Whether the property or field is declared with an initializer.</summary>
    public static bool HasInitializer(ISymbol member) => Declarations(member).Any(static declaration => Value(declaration) is not null);

    /// <summary>
    /// The initializer of a property or field that has this value until something else is set: of a property whose getter has no body of its own. Null if
    /// there is none.
    /// </summary>
    public static ExpressionSyntax? Initializer(ISymbol member)
    {
        // Another generator may write the other part, with any getter.
        if (member is IPropertySymbol { IsPartialDefinition: true, PartialImplementationPart: null })
            return null;
        List<SyntaxNode> declarations = [.. Declarations(member)];
        return declarations.Exists(static declaration => HasBody(declaration, isGetter: true))
            ? null
            : declarations.Select(Value).FirstOrDefault(static value => value is not null);
    }

    /// <summary>Whether the property's getter has a body of its own.</summary>
    public static bool HasGetterBody(IPropertySymbol property) => Declarations(property).Any(static declaration => HasBody(declaration, isGetter: true));

    /// <summary>Whether the property's setter has a body of its own, which may do anything with a value.</summary>
    public static bool HasSetterBody(IPropertySymbol property) => Declarations(property).Any(static declaration => HasBody(declaration, isGetter: false));

    /// <summary>Whether the constructor is a type's primary one.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>Whether the member takes the value of a primary constructor's parameter as it is: the parameter declares it, or is its initializer.</summary>
    public static bool Takes(ISymbol member, IParameterSymbol parameter) => Declarations(member).All(declaration =>
        declaration is ParameterSyntax || Value(declaration) is not { } value || IsName(value, parameter));

    /// <summary>Whether a primary constructor gives its base type's one the parameter as it is.</summary>
    public static bool PassesOn(IParameterSymbol parameter) => parameter.ContainingSymbol.DeclaringSyntaxReferences
        .Select(static reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
        .SelectMany(static type => type.BaseList?.Types ?? default).OfType<PrimaryConstructorBaseTypeSyntax>()
        .Any(created => created.ArgumentList.Arguments.Any(argument => IsName(argument.Expression, parameter)));

    /// <summary>The type of a property or field as its declarations write it; of a partial property, of both.</summary>
    public static IEnumerable<TypeSyntax> Types(ISymbol member) => Declarations(member).Select(static declaration => declaration switch
    {
        PropertyDeclarationSyntax property => property.Type,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax fields } => fields.Type,
        ParameterSyntax parameter => parameter.Type,
        _ => null,
    }).OfType<TypeSyntax>();

    // Either part of a partial property may have the initializer.
    private static IEnumerable<SyntaxNode> Declarations(ISymbol member) =>
        new[] { member, (member as IPropertySymbol)?.PartialImplementationPart }.OfType<ISymbol>().SelectMany(static part => part.DeclaringSyntaxReferences).Select(static reference => reference.GetSyntax());

    private static ExpressionSyntax? Value(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        VariableDeclaratorSyntax field => field.Initializer?.Value,
        _ => null,
    };

    private static bool IsName(ExpressionSyntax expression, IParameterSymbol parameter) => expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name;

    private static bool HasBody(SyntaxNode declaration, bool isGetter) => declaration switch
    {
        PropertyDeclarationSyntax { ExpressionBody: not null } => isGetter,
        PropertyDeclarationSyntax { AccessorList: { } accessors } => accessors.Accessors.Any(accessor =>
            accessor.IsKind(SyntaxKind.GetAccessorDeclaration) == isGetter && (accessor.Body is not null || accessor.ExpressionBody is not null)),
        _ => false,
    };
}
