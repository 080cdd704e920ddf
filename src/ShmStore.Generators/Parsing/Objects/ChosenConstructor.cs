using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The constructor that reading uses.</summary>
/// <param name="Symbol">The constructor; null for a struct's implicit one.</param>
/// <param name="Members">The member that each parameter takes its value from, in parameter order.</param>
internal sealed record ChosenConstructor(IMethodSymbol? Symbol, IReadOnlyList<MemberCandidate> Members)
{
    /// <summary>The constructor of what is never created.</summary>
    public static ChosenConstructor None { get; } = new(null, []);

    /// <summary>The parameter that takes the member's value, or null.</summary>
    public IParameterSymbol? ParameterOf(MemberCandidate member)
    {
        for (int i = 0; i < Members.Count; i++)
        {
            if (ReferenceEquals(Members[i], member))
                return Symbol!.Parameters[i];
        }

        return null;
    }

    /// <summary>The constructor has a body that may give members their values.</summary>
    public bool MayInitialize => Symbol is { IsImplicitlyDeclared: false } && !MemberSyntax.IsPrimary(Symbol);

    /// <summary>The constructor promises to set every required member.</summary>
    public bool SetsRequiredMembers =>
        Symbol?.FindAttribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
}
