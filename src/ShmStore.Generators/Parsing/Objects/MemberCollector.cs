using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Lists the members that MongoDB.Bson would store: public instance properties and fields and those with an attribute that says how they are stored,
/// base types' first, without ignored ones. An overridden property stands where it was first declared.
/// </summary>
internal static class MemberCollector
{
    /// <summary>The candidates in declared order. Properties that turn out to be computed are among them.</summary>
    public static List<MemberCandidate> Collect(INamedTypeSymbol type)
    {
        List<MemberCandidate> members = [];
        foreach (INamedTypeSymbol level in Levels(type))
        {
            List<MemberCandidate> declared = [];
            foreach (ISymbol member in level.GetMembers())
            {
                if (member is IPropertySymbol { OverriddenProperty: { } overridden } property)
                    Replace(members, overridden, property);
                else if (IsCandidate(member))
                    declared.Add(new MemberCandidate(member, member));
            }

            // Within each type, and a stable sort: as MongoDB.Bson orders them.
            members.AddRange(declared.OrderBy(static member => BsonAttributes.Order(member.Symbol)));
        }

        members.RemoveAll(member => IsLeftOut(type, member.Symbol.ContainingType, member.Symbol.Name));
        return members;
    }

    /// <summary>
    /// A base type of another assembly, which may be nobody's to change, has a member of this name, and a type nearer to this one hides it by one that is
    /// marked <c>BsonIgnore</c>.
    /// </summary>
    public static bool IsLeftOut(INamedTypeSymbol type, INamedTypeSymbol declaring, string name) =>
        !SymbolEqualityComparer.Default.Equals(declaring.ContainingAssembly, type.ContainingAssembly)
        && Levels(type).Reverse().TakeWhile(level => !SymbolEqualityComparer.Default.Equals(level, declaring))
            .Any(level => level.GetMembers(name).Any(static member => !member.IsOverride && BsonAttributes.IsIgnored(member)));

    /// <summary>The type and its base types, outermost base first, without <c>object</c> and <c>ValueType</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
            levels.Push(level);
        return levels;
    }

    /// <summary>The member of a more derived type that a name means there instead of this member; null if it means this one.</summary>
    public static ISymbol? HiderOf(MemberCandidate member, INamedTypeSymbol type, Compilation compilation)
    {
        for (INamedTypeSymbol? level = type; level is not null && !SymbolEqualityComparer.Default.Equals(level, member.Symbol.ContainingType); level = level.BaseType)
        {
            if (level.GetMembers(member.Symbol.Name).FirstOrDefault(other => !other.IsOverride && compilation.IsSymbolAccessibleWithin(other, type, type)) is { } hider)
                return hider;
        }

        return null;
    }

    private static void Replace(List<MemberCandidate> members, IPropertySymbol overridden, IPropertySymbol property)
    {
        int index = members.FindIndex(member => SymbolEqualityComparer.Default.Equals(member.Symbol, overridden));
        if (index >= 0)
            members[index] = members[index] with { Symbol = property };
    }

    private static bool IsCandidate(ISymbol member)
    {
        // Half-typed members have no name.
        if (member.IsStatic || member.Name.Length == 0 || BsonAttributes.IsIgnored(member))
            return false;
        bool isPublic = member switch
        {
            IPropertySymbol { GetMethod: null } property => property.DeclaredAccessibility == Accessibility.Public && Accessors.HasHiddenGetter(property),
            IPropertySymbol { IsIndexer: true } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => false,
            // A getter of its own may be less accessible.
            IPropertySymbol property => property.DeclaredAccessibility == Accessibility.Public,
            IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false, AssociatedSymbol: null } field => field.DeclaredAccessibility == Accessibility.Public,
            _ => false,
        };
        return isPublic || (member is IPropertySymbol { GetMethod: not null, IsIndexer: false } or IFieldSymbol { AssociatedSymbol: null } && BsonAttributes.IsMarked(member));
    }
}
