using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Finds what a type would lose of its base types in other assemblies, of which the compiler imports neither private nor internal members and setters. What a
/// shared object among them stores stands in its generated <c>Layout</c>.
/// </summary>
internal static class UnseenMembers
{
    /// <summary>What can be done about a member that is read and not set, in the assembly of the derived type.</summary>
    public const string Advice = "give it a constructor parameter of the same name, or " + LeaveOut;

    /// <summary>What can be done about a member that is not even read.</summary>
    public const string HiddenAdvice = "make it protected or public there, or " + LeaveOut;

    private const string LeaveOut = "leave it out by a member of that name that is marked [BsonIgnore] and hides it";

    /// <summary>Reports members that a base type stores and the type does not, and those of which it is not known.</summary>
    /// <param name="type">The shared object.</param>
    /// <param name="candidates">Its members that can be seen.</param>
    /// <param name="stored">Those of them that are stored.</param>
    /// <param name="sink">Where to report.</param>
    public static void Report(INamedTypeSymbol type, List<MemberCandidate> candidates, List<MemberCandidate> stored, DiagnosticSink sink)
    {
        INamedTypeSymbol? storing = StoringBase(type);
        HashSet<string> lost = storing is null ? [] : [.. ReferencedSchema.Prefixes(storing)];
        lost.ExceptWith(stored.Where(member => IsElsewhere(member.Declared, type)).Select(Prefix));
        foreach (MemberCandidate member in candidates.Except(stored).Where(member => IsElsewhere(member.Declared, type)))
        {
            bool isLost = lost.Remove(Prefix(member));
            // Where it is overridden, that counts.
            if (!IsElsewhere(member.Symbol, type))
                continue;
            // A getter with a body computes a value, or has a setter beside it. A base type that stores it knows.
            if (isLost)
                sink.Report(MemberRules.CannotBeSet, type, member.Symbol.Name, $"set when it is read back (the base type '{storing!.Name}' stores it, and it has no setter that can be seen from this assembly)", Advice);
            else
                sink.Report(MemberRules.InvisibleSetter, type, member.Symbol.Name, member.Symbol.ContainingType.Name);
        }

        foreach (string name in lost.Where(name => !MemberCollector.IsLeftOut(type, storing!, name)).OrderBy(static name => name, StringComparer.Ordinal))
            sink.Report(MemberRules.CannotBeSet, type, name, $"seen from this assembly (the base type '{storing!.Name}' stores it)", HiddenAdvice);
    }

    // Of an abstract type nothing is read or written; the types that derive from it are looked at themselves.
    private static INamedTypeSymbol? StoringBase(INamedTypeSymbol type) => type.IsAbstract ? null
        : MemberCollector.Levels(type).Reverse().FirstOrDefault(level => IsElsewhere(level, type) && level.FindAttribute(KnownNames.SharedObjectAttribute) is not null);

    private static bool IsElsewhere(ISymbol symbol, INamedTypeSymbol type) => !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, type.ContainingAssembly);

    private static string Prefix(MemberCandidate member) => MemberModel.LayoutPrefixOf(member.Symbol.Name);
}
