using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Finds members that C# requires whoever creates an object to set, and that nothing is stored of to set them to.</summary>
internal static class RequiredMembers
{
    /// <summary>Reports those that are not stored, unless the constructor sets them.</summary>
    public static void Check(INamedTypeSymbol type, ChosenConstructor constructor, List<MemberCandidate> stored, DiagnosticSink sink)
    {
        if (type.IsAbstract || constructor.SetsRequiredMembers)
            return;
        foreach (ISymbol member in MemberCollector.Levels(type).SelectMany(static level => level.GetMembers()))
        {
            // An overridden one is looked at where it is overridden, which is required too.
            if (new MemberCandidate(member, member).IsRequired && !IsOverridden(member, type) && !stored.Exists(other => SymbolEqualityComparer.Default.Equals(other.Symbol, member)))
                sink.Report(MemberRules.RequiredNotStored, member.DeclaringSyntaxReferences.IsEmpty ? type : member, member.Name);
        }
    }

    private static bool IsOverridden(ISymbol member, INamedTypeSymbol type) =>
        MemberCollector.Levels(type).SelectMany(static level => level.GetMembers().OfType<IPropertySymbol>()).Any(other => SymbolEqualityComparer.Default.Equals(other.OverriddenProperty, member));
}
