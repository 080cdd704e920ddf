using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>What a type symbol turned out to be: a storable type, or a problem.</summary>
/// <param name="Type">How the type is stored; null when it cannot be.</param>
/// <param name="Problem">Why the type cannot be stored; null if something else says so.</param>
/// <param name="NeedsReflection">Somewhere in the type is one that is read and written by reflection.</param>
internal sealed record FieldTypeResult(FieldType? Type, FieldTypeProblem? Problem = null, bool NeedsReflection = false)
{
    /// <summary>The shared objects that the type is made of.</summary>
    public IReadOnlyList<INamedTypeSymbol> Objects { get; init; } = [];

    /// <summary>Those of which every value holds one: neither nullable nor in a list.</summary>
    public IReadOnlyList<INamedTypeSymbol> Held { get; init; } = [];

    /// <summary>A type with an error of its own, which is reported where it is declared.</summary>
    public static FieldTypeResult Faulty { get; } = new(Type: null);

    /// <summary>A type that cannot be stored.</summary>
    public static FieldTypeResult Failed(DiagnosticDescriptor rule, params string[] arguments) => new(null, new FieldTypeProblem(rule, arguments));

    /// <summary>A type that cannot be stored as one of the member's attributes demands.</summary>
    public static FieldTypeResult FailedAttribute(string attribute, DiagnosticDescriptor rule, params string[] arguments) => new(null, new FieldTypeProblem(rule, arguments) { Attribute = attribute });
}
