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

    /// <summary>The abstract members that a generated type would hide: nobody could implement them any more.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="compilation">What it is part of.</param>
    public static IEnumerable<ISymbol> HiddenAbstract(INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind == TypeKind.Interface ? [] : new[] { View, Layout }.SelectMany(name => Nearest(name, type, compilation)).Where(static member => member is { IsAbstract: true } and not ITypeSymbol);

    // What is overridden between is not hidden.
    private static IEnumerable<ISymbol> Nearest(string name, INamedTypeSymbol type, Compilation compilation) =>
        MemberCollector.Levels(type).Reverse().Skip(1).Select(level => Inherited(name, level, type, compilation)).FirstOrDefault(static members => members.Any()) ?? [];

    // Types and methods with type parameters are told from the generated types by these.
    private static IEnumerable<ISymbol> Inherited(string name, INamedTypeSymbol level, INamedTypeSymbol type, Compilation compilation) => level.GetMembers(name)
        .Where(member => member is not (INamedTypeSymbol { Arity: > 0 } or IMethodSymbol { Arity: > 0 }) && compilation.IsSymbolAccessibleWithin(member, type));
}
