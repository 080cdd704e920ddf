using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Whether generated code inside the object's type may set a member, and read it.</summary>
internal static class Setters
{
    /// <summary>The member has a setter, or is a writable field, that the type's own code may use.</summary>
    public static bool IsAccessible(MemberCandidate member, INamedTypeSymbol type, Compilation compilation) => Problem(member, type, compilation) is null;

    /// <summary>Why the member cannot be set; null if it can.</summary>
    public static string? Problem(MemberCandidate member, INamedTypeSymbol type, Compilation compilation)
    {
        if (member.Symbol is IFieldSymbol field)
            return field.IsReadOnly ? "it is a readonly field" : Hidden(field, type, compilation);
        return member.Setter is { } setter ? Hidden(setter, type, compilation)
            : member.Symbol.DeclaringSyntaxReferences.IsEmpty ? "it has no setter that can be seen from this assembly"
            : "it has no setter";
    }

    /// <summary>Why the member's value cannot be had; null if it can.</summary>
    public static string? ReadingProblem(MemberCandidate member, INamedTypeSymbol type, Compilation compilation) =>
        member.Symbol is IPropertySymbol property && (property.GetMethod is not { } getter || Hidden(getter, type, compilation) is not null)
            ? $"its getter is private to the base type '{property.ContainingType.Name}'"
            : null;

    /// <summary>The member can be set in an object initializer only.</summary>
    public static bool IsInitOnly(MemberCandidate member) => member.Setter is { IsInitOnly: true };

    /// <summary>Whoever can see a public member can set it, if only when an object is made.</summary>
    public static bool IsPublic(ISymbol member)
    {
        if (member is IFieldSymbol field)
            return !field.IsReadOnly;
        return Of((IPropertySymbol)member) is { DeclaredAccessibility: Accessibility.Public };
    }

    /// <summary>The setter of a property, which may be that of one that it overrides by a getter alone; null if there is none.</summary>
    public static IMethodSymbol? Of(IPropertySymbol? property)
    {
        for (; property is not null; property = property.OverriddenProperty)
        {
            if (property.SetMethod is { } setter)
                return setter;
        }

        return null;
    }

    private static string? Hidden(ISymbol setter, INamedTypeSymbol type, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(setter, type, type)
            ? null
            : $"it is private to the base type '{setter.ContainingType.Name}'";
}
