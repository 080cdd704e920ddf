using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Tells the members whose values code of the user's sees, in a setter or a constructor, and may refuse. They are not set alone, past that code: what it refuses
/// could be written then, and no object be read that has it.
/// </summary>
internal sealed class OwnCode
{
    private readonly Compilation _compilation;
    private readonly List<(IReadOnlyList<MemberCandidate> Members, ChosenConstructor Constructor)> _known;

    /// <summary>Looks at a type and those that its values may be.</summary>
    public OwnCode(INamedTypeSymbol type, List<MemberCandidate> stored, ChosenConstructor constructor, List<INamedTypeSymbol> known, Compilation compilation)
    {
        _compilation = compilation;
        _known = stored.Count == 0 ? [] : [(stored, constructor), .. known.Where(other => !SymbolEqualityComparer.Default.Equals(other, type)).Select(Known)];
    }

    /// <summary>Whether such code sees the member's value.</summary>
    public bool Sees(MemberCandidate member) => _known.Any(type => type.Members.Any(other =>
        SymbolEqualityComparer.Default.Equals(other.Declared, member.Declared) && (other.Setter is { } setter && Accessors.HasBody(setter) || IsSeen(type.Constructor, other))));

    private (IReadOnlyList<MemberCandidate> Members, ChosenConstructor Constructor) Known(INamedTypeSymbol type)
    {
        List<MemberCandidate> members = MemberCollector.Collect(type);
        return (members, ConstructorChooser.Choose(type, members, _compilation, new DiagnosticSink()) ?? ChosenConstructor.None);
    }

    private static bool IsSeen(ChosenConstructor constructor, MemberCandidate member) =>
        constructor.ParameterOf(member) is { } parameter && !GoesStraightTo(member.Symbol, parameter);

    // Only a primary constructor has no body. That of a base type may take the value in its stead.
    private static bool GoesStraightTo(ISymbol member, IParameterSymbol parameter)
    {
        if (!MemberSyntax.IsPrimary((IMethodSymbol)parameter.ContainingSymbol))
            return false;
        if (SymbolEqualityComparer.Default.Equals(member.ContainingType, parameter.ContainingType))
            return MemberSyntax.Takes(member, parameter);
        return MemberSyntax.PassesOn(parameter)
            && parameter.ContainingType.BaseType!.InstanceConstructors.FirstOrDefault(MemberSyntax.IsPrimary) is { } next
            && next.Parameters.FirstOrDefault(other => string.Equals(other.Name, member.Name, StringComparison.OrdinalIgnoreCase)) is { } taken
            && GoesStraightTo(member, taken);
    }
}
