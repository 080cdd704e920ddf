using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Checks that a store is a class that can get a base class, a constructor and nested types.</summary>
internal static class StoreShape
{
    private static readonly string[] NestedTypes = ["Key", "Layout", "Writer", "Contributor"];

    /// <summary>Whether it is the name of a type that is generated inside a store.</summary>
    public static bool IsNestedType(string name) => NestedTypes.Contains(name, StringComparer.Ordinal);

    /// <summary>Reports what a store cannot be.</summary>
    public static void Check(INamedTypeSymbol type, DiagnosticSink sink)
    {
        foreach (string problem in Problems(type))
            sink.Report(StoreRules.Shape, type, type.Name, problem);
    }

    private static IEnumerable<string> Problems(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            // What else it has that a store must not have is an interface's nature.
            yield return "must be a class: Open creates it, and cannot create an interface";
            yield break;
        }

        if (type.TypeKind != TypeKind.Class || type.IsRecord)
            yield return "must be a class: a struct or record would be copied";
        if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null)
            yield return "must not be a shared object too: objects are stored in it";
        if (type.IsStatic)
            yield return "must not be static: each instance is one attachment";
        if (type.IsAbstract && !type.IsStatic)
            yield return "must not be abstract: Open creates it";
        if (type.SelfAndOuter().Any(static outer => outer.Arity > 0))
            yield return "must not be generic, nor inside a generic type: its schema must be one";
        if (type.SelfAndOuter().Any(static outer => outer.IsFileLocal))
            yield return "must not be file-local, nor in a type that is: its other part would be in another file";
        if (type.BaseType is { SpecialType: not SpecialType.System_Object } && !type.BaseType.Is(KnownNames.SharedStore) && !type.IsRecord && type.TypeKind == TypeKind.Class)
            yield return $"must not have the base class '{type.BaseType.Name}': the generated part derives it from SharedStore";
        if (type.InstanceConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared && !GeneratedMembers.IsEmitted(constructor)))
            yield return "must not declare a constructor: it is created by Open, CreateWriter and OpenContributor";
        if (IsNestedType(type.Name))
            yield return "has the name of a type that is generated inside it: rename it";
    }
}
