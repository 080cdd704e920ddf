using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides where the field getters on entries go.</summary>
internal static class ExtensionParser
{
    /// <summary>The getters' class; null where the object type cannot be named from the top level.</summary>
    public static ExtensionModel? Parse(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> chain = [];
        bool isPublic = true;
        foreach (INamedTypeSymbol current in type.SelfAndOuter())
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return null;
            isPublic &= current.DeclaredAccessibility == Accessibility.Public;
            chain.Insert(0, current);
        }

        List<ITypeParameterSymbol> parameters = [.. chain.SelectMany(static level => level.TypeParameters)];
        // An inner type parameter that hides an outer one of the same name cannot be told from it in one list.
        if (parameters.Select(static parameter => parameter.Name).Distinct().Count() != parameters.Count)
            return null;
        string list = string.Join(", ", parameters.Select(static parameter => CSharpNames.Identifier(parameter.Name)));
        return new ExtensionModel(
            ExtensionNames.Of(chain),
            new(Attributes(chain)),
            new(Suppressed(chain)),
            isPublic ? "public" : "internal",
            list,
            string.Concat(parameters.Select(ConstraintClauses.Of)),
            TypeParameterNames.Free("TKey", type),
            TypeParameterNames.Free("TResult", type),
            TypeParameterNames.Free("TState", type));
    }

    // One of each kind, the innermost, is enough.
    private static IEnumerable<string> Attributes(List<INamedTypeSymbol> chain) =>
        new[] { chain.Select(CSharpNames.Obsolete), chain.Select(CSharpNames.Experimental) }.Select(static levels => levels.LastOrDefault(static attribute => attribute is not null)).OfType<string>();

    // What is obsolete is not experimental for the compiler, whatever it is marked with.
    private static IEnumerable<string> Suppressed(List<INamedTypeSymbol> chain) =>
        chain.Exists(static level => CSharpNames.Obsolete(level) is not null) ? chain.Select(CSharpNames.ExperimentalWarning).OfType<string>().Distinct() : [];
}
