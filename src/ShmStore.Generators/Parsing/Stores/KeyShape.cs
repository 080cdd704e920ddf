using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Tells keys from a store's other properties, and checks how they are declared.</summary>
internal static class KeyShape
{
    /// <summary>
    /// A key is a partial property that nobody implements. An automatic property of a shared type is taken for one whose <c>partial</c> was
    /// forgotten; a property with a body is the user's own.
    /// </summary>
    public static bool IsKey(IPropertySymbol property) =>
        property.IsPartialDefinition
            ? property.PartialImplementationPart is not { } implementation || GeneratedMembers.IsEmitted(implementation)
            : KeyTypes.IsShared(property.Type) && IsAutomatic(property);

    /// <summary>Whether the key is declared as it must be; reports it if not.</summary>
    public static bool Check(IPropertySymbol property, DiagnosticSink sink)
    {
        List<string> problems = [.. Problems(property)];
        foreach (string problem in problems)
            sink.Report(StoreRules.KeyShape, property, property.Name, problem);
        return problems.Count == 0;
    }

    private static IEnumerable<string> Problems(IPropertySymbol property)
    {
        if (!property.IsPartialDefinition)
            yield return "must be partial so that its getter can be generated";
        if (property.IsIndexer)
            yield return "must not be an indexer";
        if (property.IsStatic)
            yield return "must not be static";
        if (property.SetMethod is not null)
            yield return "must not have a setter: what lies under it is set through the writer";
        if (property.GetMethod is null)
            yield return "must have a getter";
        if (property.RefKind != RefKind.None)
            yield return "must not return by reference";
        if (property.IsVirtual || property.IsOverride || property.IsAbstract || property.IsSealed || property.IsRequired || IsNew(property))
            yield return "must have no modifiers but its accessibility and partial";
        if (property.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            yield return "must be public or internal: its writer has the same property";
        if (property.Type.NullableAnnotation == NullableAnnotation.Annotated)
            yield return "must not be of a nullable type: a key is always there, what lies under it may not be";
    }

    private static bool IsAutomatic(IPropertySymbol property) =>
        Syntax(property) is { ExpressionBody: null, AccessorList: { } accessors }
        && accessors.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null);

    private static bool IsNew(IPropertySymbol property) =>
        Syntax(property)?.Modifiers.Any(static modifier => modifier.ValueText == "new") == true;

    private static PropertyDeclarationSyntax? Syntax(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).OfType<PropertyDeclarationSyntax>().FirstOrDefault();
}
