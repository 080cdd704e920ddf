using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Restores the declared order of members of another assembly. Metadata keeps properties and fields apart, so their common order is lost there,
/// but the generated <c>Layout</c> has one name constant for each member in that order.
/// </summary>
internal static class DeclaredOrder
{
    private const string Suffix = "Name";

    /// <summary>Sorts the members of a type that is not in source; does nothing to those of one that is.</summary>
    public static void Restore(INamedTypeSymbol type, List<MemberCandidate> members)
    {
        if (!type.DeclaringSyntaxReferences.IsEmpty || type.GetTypeMembers("Layout").FirstOrDefault() is not { } layout)
            return;
        List<string> names = [.. layout.GetMembers()
            .Where(static member => member is IFieldSymbol { IsConst: true, Type.SpecialType: SpecialType.System_String } && member.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(static member => member.Name.Substring(0, member.Name.Length - Suffix.Length).TrimEnd('_'))];
        List<MemberCandidate> sorted = [.. members.OrderBy(member => names.IndexOf(member.Symbol.Name.TrimEnd('_')))];
        members.Clear();
        members.AddRange(sorted);
    }
}
