using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Whether accessors have a body: in source as it is written, in another assembly by what the compiler says of those that it has made.</summary>
internal static class Accessors
{
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    /// <summary>The accessor of another assembly's property is an automatic one.</summary>
    public static bool IsAutomatic(IMethodSymbol accessor) => accessor.FindAttribute(CompilerGenerated) is not null;

    /// <summary>The property of another assembly has a getter, as it is an automatic one, and the compiler does not import it.</summary>
    public static bool HasHiddenGetter(IPropertySymbol property) =>
        property is { GetMethod: null, SetMethod: { } setter, DeclaringSyntaxReferences.IsEmpty: true } && IsAutomatic(setter);

    /// <summary>The setter has a body, which may do anything with a value. So has that of a partial property which another generator implements.</summary>
    public static bool HasBody(IMethodSymbol setter) => setter switch
    {
        // It is in the types that override it.
        { IsAbstract: true } => false,
        { AssociatedSymbol.DeclaringSyntaxReferences.IsEmpty: true } => !IsAutomatic(setter),
        { AssociatedSymbol: IPropertySymbol { IsPartialDefinition: true, PartialImplementationPart: null } } => true,
        { AssociatedSymbol: IPropertySymbol property } => MemberSyntax.HasSetterBody(property),
        _ => false,
    };
}
