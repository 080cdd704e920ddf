using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>What a type symbol turned out to be: a storable type, or a problem.</summary>
/// <param name="Type">How the type is stored; null when there is a problem.</param>
/// <param name="Problem">Why the type cannot be stored.</param>
/// <param name="Object">The shared object at the bottom of the type, if there is one.</param>
/// <param name="MustHold">Every value holds such an object: it is neither nullable nor in a list.</param>
/// <param name="NeedsReflection">Somewhere in the type is one that is read and written by reflection.</param>
internal sealed record FieldTypeResult(FieldType? Type, FieldTypeProblem? Problem = null, INamedTypeSymbol? Object = null, bool MustHold = false, bool NeedsReflection = false)
{
    /// <summary>A type that cannot be stored.</summary>
    public static FieldTypeResult Failed(DiagnosticDescriptor rule, params string[] arguments) => new(null, new FieldTypeProblem(rule, arguments));
}
