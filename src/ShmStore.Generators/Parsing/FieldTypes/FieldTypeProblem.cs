using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Why a type cannot be stored.</summary>
/// <param name="Rule">The rule it breaks. Its first message argument is the member, which only the caller knows.</param>
/// <param name="Arguments">The other message arguments.</param>
internal sealed record FieldTypeProblem(DiagnosticDescriptor Rule, string[] Arguments)
{
    /// <summary>The attribute of the member that demands what cannot be, by its name in metadata; null if the type itself is the problem.</summary>
    public string? Attribute { get; init; }
}
