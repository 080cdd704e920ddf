using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Lists the members that would win over, or collide with, generated ones.</summary>
internal static class MembersInSight
{
    /// <summary>The public and protected members of a runtime type and its bases that have a name; none if the type does not exist.</summary>
    public static IEnumerable<ISymbol> VisibleMembers(this Compilation compilation, string metadataName)
    {
        for (INamedTypeSymbol? type = compilation.GetTypeByMetadataName(metadataName); type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal && member.CanBeReferencedByName)
                    yield return member;
            }
        }
    }
}
