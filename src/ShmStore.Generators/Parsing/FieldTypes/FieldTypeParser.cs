using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Finds out how a member's type is stored, by asking each kind in turn.</summary>
internal sealed class FieldTypeParser
{
    private static readonly IFieldTypeKind[] Kinds =
    [
        new ScalarKind(),
        new TextKind(),
        new EnumKind(),
        new BinaryKind(),
        new ArrayKind(),
        new ListKind(),
        new ObjectKind(),
    ];

    /// <summary>The only instance: there is no state.</summary>
    public static FieldTypeParser Instance { get; } = new();

    /// <summary>Describes a type, or says why it cannot be stored.</summary>
    public FieldTypeResult Parse(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol)
            return FieldTypeResult.Failed(MemberRules.TypeParameter, type.Name);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return AllowNull(Parse(nullable.TypeArguments[0]), static inner => NullableTypes.OfValue(inner));
        foreach (IFieldTypeKind kind in Kinds)
        {
            if (kind.TryParse(type, this) is not { } result)
                continue;
            // Without nullable annotations null is allowed, as everywhere in such code.
            return type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated
                ? AllowNull(result, static inner => NullableTypes.OfReference(inner))
                : result;
        }

        return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), UnsupportedHints.For(type));
    }

    private static FieldTypeResult AllowNull(FieldTypeResult result, Func<FieldType, FieldType> wrap) =>
        result.Type is { } inner ? result with { Type = wrap(inner), MustHold = false } : result;
}
