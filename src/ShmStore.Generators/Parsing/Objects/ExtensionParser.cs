using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides where the field getters on entries go.</summary>
internal static class ExtensionParser
{
    /// <summary>The getters' class; null where the object type cannot be named from the top level, or after reporting that a constraint of its type parameters cannot.</summary>
    public static ExtensionModel? Parse(INamedTypeSymbol type, ParseSession session, DiagnosticSink sink)
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
        if (parameters.Exists(parameter => AliasedTypes.Report(parameter, parameter.ConstraintTypes, session, sink)))
            return null;
        string list = string.Join(", ", parameters.Select(TrimmedMembers.Declaration));
        return new ExtensionModel(
            ExtensionNames.Of(chain),
            new(Marks.Innermost(chain)),
            isPublic ? "public" : "internal",
            list,
            string.Concat(parameters.Select(ConstraintClauses.Of)),
            TypeParameterNames.Free("TKey", type),
            TypeParameterNames.Free("TResult", type),
            TypeParameterNames.Free("TArgument", type),
            Names(type));
    }

    private static ParameterNames Names(INamedTypeSymbol type) => new(
        TypeParameterNames.Free("entry", type),
        TypeParameterNames.Free("map", type),
        TypeParameterNames.Free("key", type),
        TypeParameterNames.Free("utf8Key", type),
        TypeParameterNames.Free("keys", type),
        TypeParameterNames.Free("value", type),
        TypeParameterNames.Free("read", type),
        TypeParameterNames.Free("argument", type),
        TypeParameterNames.Free("result", type),
        TypeParameterNames.Free("results", type),
        TypeParameterNames.Free("found", type));
}
