using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Checks that instances of a type can be created, and its code be generated.</summary>
internal static class ObjectShape
{
    /// <summary>Reports what a shared object cannot be.</summary>
    public static void Check(INamedTypeSymbol type, DiagnosticSink sink)
    {
        string? problem = type switch
        {
            { IsStatic: true } => "is static: there is nothing to store",
            { TypeKind: TypeKind.Interface } => "is an interface: mark the class or struct that implements it",
            { IsAbstract: true } => "is abstract: mark the classes that derive from it, which store its members too",
            { IsRefLikeType: true } => "is a ref struct: it cannot live outside the stack",
            { IsFileLocal: true } => "is file-local: its other part would be in another file",
            _ when type.Name is "View" or "Layout" => "has the name of a type that is generated inside it: rename it",
            _ => null,
        };
        if (problem is not null)
            sink.Report(ObjectRules.Shape, type, type.Name, problem);
        foreach (ISymbol member in type.GetMembers().Where(static member => member.Name is "View" or "Layout" && !GeneratedMembers.IsEmitted(member)))
            sink.Report(MemberRules.ReservedName, member, member.Name);
    }
}
