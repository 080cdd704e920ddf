using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Checks that instances of a type can be created, and its code be generated.</summary>
internal static class ObjectShape
{
    // Inside the generated types these names mean the types, and a type parameter of the same name is out of sight.
    private static readonly string[] NamesInside = [GeneratedTypes.View, GeneratedTypes.Layout, "Codec", "Fields", "FieldTypes", "Polymorphic", "Members", "ElementNames"];

    /// <summary>Reports members that have the names of what is generated. False if there are some.</summary>
    public static bool CheckNames(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink)
    {
        ISymbol[] members = [.. WithGeneratedNames(type), .. GeneratedTypes.HiddenAbstract(type, compilation)];
        foreach (ISymbol member in members)
            sink.Report(MemberRules.ReservedName, member, member.Name);
        return members.Length == 0;
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

    /// <summary>Whether the names of the types that are generated inside are others than those of the type itself and of its type parameters.</summary>
    public static bool CanNameTypes(INamedTypeSymbol type) => !GeneratedTypes.IsName(type.Name) && HiddenParameter(type) is null;

    /// <summary>Whether the class or struct is made a shared object by its other part, if only one that throws.</summary>
    public static bool IsReopened(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty || (IsPartial(type) && CanBeReopened(type));

    /// <summary>Whether types are generated inside, if only such as throw: other errors than of its shape and names do not matter.</summary>
    public static bool HoldsTypes(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || (IsPartial(type) && CanNameTypes(type) && !WithGeneratedNames(type).Any() && (type.TypeKind == TypeKind.Interface ? Problem(type) is null : CanBeReopened(type)));

    private static bool IsPartial(INamedTypeSymbol type) => type.SelfAndOuter().All(TypeDeclarationParser.IsPartial);

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
