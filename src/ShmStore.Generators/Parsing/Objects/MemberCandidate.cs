using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>A property or field that is to be stored, or that is computed if no constructor parameter names it.</summary>
/// <param name="Symbol">The most derived property, or the field.</param>
/// <param name="Declared">The property as first declared: its attributes decide.</param>
internal sealed record MemberCandidate(ISymbol Symbol, ISymbol Declared)
{
    /// <summary>The member's type.</summary>
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;

    /// <summary>The member must be given a value at creation.</summary>
    public bool IsRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The setter, which may be that of a property that is overridden by a getter alone; null if there is none, and for fields.</summary>
    public IMethodSymbol? Setter => Setters.Of(Symbol as IPropertySymbol);

    /// <summary>A property with a body of its own and no setter: without a constructor parameter it is computed.</summary>
    public bool IsComputed => Symbol is IPropertySymbol property && Setter is null && (!IsAutomatic(property) || MemberSyntax.HasGetterBody(property));

    /// <summary>The member may have a value before reading sets it, because of an initializer or code that is not seen here, a setter's too: such a member is not set where its element is missing.</summary>
    public bool MayHaveInitialValue => Symbol switch
    {
        _ when Symbol.DeclaringSyntaxReferences.IsEmpty => true,
        IPropertySymbol property => !IsAutomatic(property) || MemberSyntax.HasInitializer(property) || MemberSyntax.HasSetterBody(property),
        _ => MemberSyntax.HasInitializer(Symbol),
    };

    // Of another assembly's property the compiler imports no private field, but what it says of the getter.
    private static bool IsAutomatic(IPropertySymbol property) => property.DeclaringSyntaxReferences.IsEmpty
        ? property.GetMethod is { } getter && Accessors.IsAutomatic(getter)
        : property.ContainingType.GetMembers().Any(member =>
            member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property));
}
