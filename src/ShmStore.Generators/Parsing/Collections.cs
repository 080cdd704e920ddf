using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Types that are collections for MongoDB.Bson, which writes their items and not their members.</summary>
internal static class Collections
{
    private const string BsonValue = "MongoDB.Bson.BsonValue";

    /// <summary>Whether the type can be gone through, or is a BSON value.</summary>
    public static bool IsOne(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.Is(BsonValue))
                return true;
        }

        return type.SpecialType == SpecialType.System_Collections_IEnumerable || type.AllInterfaces.Any(static other => other.SpecialType == SpecialType.System_Collections_IEnumerable);
    }
}
