using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing;

/// <summary>Finds types that generated code cannot name, as they are in an assembly that only an extern alias reaches: a file has those that it declares, and what is generated names everything from <c>global::</c> on.</summary>
internal static class AliasedTypes
{
    /// <summary>Reports the first of the types with such a type in it.</summary>
    /// <param name="member">The property, field or type parameter that needs the types.</param>
    /// <param name="types">The types; null ones are none.</param>
    /// <param name="session">The compilation's session.</param>
    /// <param name="sink">Where to report.</param>
    /// <returns>Whether there is one.</returns>
    public static bool Report(ISymbol member, IEnumerable<ITypeSymbol?> types, ParseSession session, DiagnosticSink sink)
    {
        if (types.Select(type => In(type, session)).FirstOrDefault(static found => found is not null) is not { } aliased)
            return false;
        sink.Report(MemberRules.AliasedType, member, member.Name, CSharpNames.Display(aliased.WithNullableAnnotation(NullableAnnotation.None)), aliased.ContainingAssembly.Name);
        return true;
    }

    /// <summary>The first such type that a type is made of; null for none.</summary>
    public static INamedTypeSymbol? In(ITypeSymbol? type, ParseSession session) => type switch
    {
        IErrorTypeSymbol => null,
        IArrayTypeSymbol array => In(array.ElementType, session),
        INamedTypeSymbol { ContainingAssembly: { } assembly } named when !session.CanName(assembly) => named,
        INamedTypeSymbol named => named.TypeArguments.Append(named.ContainingType).Select(part => In(part, session)).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
