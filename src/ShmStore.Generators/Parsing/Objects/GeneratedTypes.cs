using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The types that are generated inside a shared object, and what it inherits of their names.</summary>
internal static class GeneratedTypes
{
    /// <summary>The name of the document read in place.</summary>
    public const string View = "View";

    /// <summary>The name of the class of names and offsets.</summary>
    public const string Layout = "Layout";

    /// <summary>Whether it is the name of such a type.</summary>
    public static bool IsName(string name) => name is View or Layout;

    /// <summary>Whether a generated type hides something that the object's type inherits, so that it needs <c>new</c>.</summary>
    /// <param name="name">The generated type's name.</param>
    /// <param name="type">The object's type.</param>
    /// <param name="compilation">What it is part of.</param>
    // A base type or interface that is a shared object has the generated types too, or will have.
    public static bool Hides(string name, INamedTypeSymbol type, Compilation compilation) => Bases(type).Any(level =>
        level.FindAttribute(KnownNames.SharedObjectAttribute) is not null || Inherited(name, level, type, compilation).Any());

    /// <summary>The abstract members that a generated type would hide: nobody could implement them any more.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="compilation">What it is part of.</param>
    public static IEnumerable<ISymbol> HiddenAbstract(INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind == TypeKind.Interface ? [] : new[] { View, Layout }.SelectMany(name => Nearest(name, type, compilation)).Where(static member => member is { IsAbstract: true } and not ITypeSymbol);

    // What is overridden between is not hidden.
    private static IEnumerable<ISymbol> Nearest(string name, INamedTypeSymbol type, Compilation compilation) =>
        Bases(type).Reverse().Select(level => Inherited(name, level, type, compilation)).FirstOrDefault(static members => members.Any()) ?? [];

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? type.AllInterfaces : MemberCollector.Levels(type).Where(level => !SymbolEqualityComparer.Default.Equals(level, type));

    // Types and methods with type parameters are told from the generated types by these.
    private static IEnumerable<ISymbol> Inherited(string name, INamedTypeSymbol level, INamedTypeSymbol type, Compilation compilation) => level.GetMembers(name)
        .Where(member => member is not (INamedTypeSymbol { Arity: > 0 } or IMethodSymbol { Arity: > 0 }) && compilation.IsSymbolAccessibleWithin(member, type));
}
