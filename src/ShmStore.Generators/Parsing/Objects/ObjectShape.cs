using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Checks that instances of a type can be created, and its code be generated.</summary>
internal static class ObjectShape
{
    // Inside the generated types these names mean the types, and a type parameter of the same name is out of sight.
    private static readonly string[] NamesInside = [GeneratedTypes.View, GeneratedTypes.Layout, "Codec", "Fields", "FieldTypes", "Polymorphic", "Members", "ElementNames"];

    /// <summary>Reports members that have the names of what is generated.</summary>
    public static void CheckNames(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink)
    {
        foreach (ISymbol member in WithGeneratedNames(type))
            sink.Report(MemberRules.ReservedName, member, member.Name);
        foreach (ISymbol member in GeneratedTypes.HiddenAbstract(type, compilation))
            sink.Report(MemberRules.ReservedName, member, member.Name);
    }

    /// <summary>Reports what a shared object cannot be. False if none can be created, so that nothing else is worth saying.</summary>
    public static bool Check(INamedTypeSymbol type, DiagnosticSink sink)
    {
        if (Problem(type) is not { } problem)
            return true;
        sink.Report(ObjectRules.Shape, type, type.Name, problem);
        return false;
    }

    /// <summary>Whether another part can be emitted of a type that cannot be stored, so that code which names it compiles.</summary>
    public static bool CanBeReopened(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false, IsRefLikeType: false }
        && !type.SelfAndOuter().Any(static outer => outer.IsFileLocal);

    /// <summary>Whether the names of the types that are generated inside are free.</summary>
    public static bool CanHoldTypes(INamedTypeSymbol type) =>
        !GeneratedTypes.IsName(type.Name) && HiddenParameter(type) is null && !WithGeneratedNames(type).Any();

    /// <summary>Whether types are generated inside, if only such as throw: other errors than of its shape and names do not matter.</summary>
    public static bool HoldsTypes(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || (type.SelfAndOuter().All(TypeDeclarationParser.IsPartial) && CanHoldTypes(type) && (type.TypeKind == TypeKind.Interface ? Problem(type) is null : CanBeReopened(type)));

    private static IEnumerable<ISymbol> WithGeneratedNames(INamedTypeSymbol type) =>
        type.GetMembers().Where(static member => GeneratedTypes.IsName(member.Name) && !GeneratedMembers.IsEmitted(member));

    private static string? Problem(INamedTypeSymbol type) =>
        type switch
        {
            { IsStatic: true } => "is static: there is nothing to store",
            { TypeKind: TypeKind.Interface, Arity: > 0 } => "is a generic interface: its known types would differ",
            { TypeKind: TypeKind.Interface } when !KnownTypes.IsPolymorphic(type) => "is an interface: mark the classes that implement it, and name them with [SharedObject(KnownTypes = [typeof(…)])]",
            { IsAbstract: true, TypeKind: TypeKind.Class } when !KnownTypes.IsPolymorphic(type) => "is abstract: mark the classes that derive from it, which store its members too, and name them with [SharedObject(KnownTypes = [typeof(…)])] or [BsonKnownTypes]",
            _ when Collections.IsOne(type) => "is a collection: its items are no members, and would be lost. Hold the collection in a member",
            { IsRefLikeType: true } => "is a ref struct: it cannot live outside the stack",
            _ when type.SelfAndOuter().Any(static outer => outer.IsFileLocal) => "is file-local, or in a type that is: its other part would be in another file",
            _ when GeneratedTypes.IsName(type.Name) => "has the name of a type that is generated inside it: rename it",
            _ when HiddenParameter(type) is { } parameter => $"has a type parameter, or is in a type that has one, with the name '{parameter}' of a type that is generated inside it: rename the parameter",
            _ => null,
        };

    private static string? HiddenParameter(INamedTypeSymbol type) =>
        type.SelfAndOuter().SelectMany(static outer => outer.TypeParameters).FirstOrDefault(parameter => IsGenerated(type, parameter.Name))?.Name;

    private static bool IsGenerated(INamedTypeSymbol type, string name) =>
        NamesInside.Contains(name, StringComparer.Ordinal) || (name.StartsWith(MemberModel.FieldTypePrefix, StringComparison.Ordinal) && !type.GetMembers(name.Substring(MemberModel.FieldTypePrefix.Length)).IsEmpty);
}
