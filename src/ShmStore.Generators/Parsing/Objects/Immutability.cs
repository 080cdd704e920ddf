using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Proves that neither an object nor anything it refers to can change: the type is sealed or a struct, every instance field (backing fields
/// and base types' too) is readonly, and every field's type is a scalar, a string or itself proven. What cannot be seen counts as mutable, as does what goes on without end.
/// </summary>
internal static class Immutability
{
    private static readonly string[] Values =
    [
        "System.Guid", "System.Half", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Version",
        "MongoDB.Bson.ObjectId", "MongoDB.Bson.Decimal128",
    ];

    private static readonly string[] Collections =
    [
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableSortedSet`1", "System.Collections.Immutable.ImmutableQueue`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Frozen.FrozenSet`1", "System.Collections.Frozen.FrozenDictionary`2",
        "System.Collections.Generic.KeyValuePair`2",
    ];

    /// <summary>Whether the proof succeeds.</summary>
    public static bool IsProven(INamedTypeSymbol type) => IsProven(type, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    private static bool IsProven(INamedTypeSymbol type, HashSet<ISymbol> assumed)
    {
        if ((!type.IsSealed && !type.IsValueType) || LongArguments.AreTooLong(type))
            return false;
        // A type inside itself is immutable if the rest of it is.
        return !assumed.Add(type) || MemberCollector.Levels(type).All(level => HasReadonlyFieldsOnly(level, assumed));
    }

    private static bool HasReadonlyFieldsOnly(INamedTypeSymbol level, HashSet<ISymbol> assumed)
    {
        // Private fields of other assemblies are not visible to the compiler.
        if (level.DeclaringSyntaxReferences.IsEmpty || !HasReadonlyParametersOnly(level, assumed))
            return false;
        return level.GetMembers().All(member => member switch
        {
            { IsStatic: true } => true,
            IFieldSymbol field => field.IsReadOnly && IsProvenValue(field.Type, assumed),
            IEventSymbol => false,
            _ => true,
        });
    }

    // The parameters of a primary constructor count as fields. Whether one is kept in a field is said by the bodies that use it, which no model may depend on.
    private static bool HasReadonlyParametersOnly(INamedTypeSymbol level, HashSet<ISymbol> assumed) =>
        level.IsRecord || level.InstanceConstructors.Where(MemberSyntax.IsPrimary).SelectMany(static constructor => constructor.Parameters)
            .All(parameter => level.IsReadOnly && IsProvenValue(parameter.Type, assumed));

    private static bool IsProvenValue(ITypeSymbol type, HashSet<ISymbol> assumed) => type switch
    {
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } => true,
        { SpecialType: SpecialType.System_DateTime } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsProvenValue(nullable.TypeArguments[0], assumed),
        INamedTypeSymbol { Arity: 0 } named when Values.Any(named.Is) => true,
        INamedTypeSymbol { Arity: > 0 } named when named.IsTupleType || Collections.Any(named.OriginalDefinition.Is) =>
            named.TypeArguments.All(argument => IsProvenValue(argument, assumed)),
        INamedTypeSymbol named when named.FindAttribute(KnownNames.SharedObjectAttribute) is not null => IsProven(named, assumed),
        _ => false,
    };
}
