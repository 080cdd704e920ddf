using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The names of types in documents, by the conventions of MongoDB.Bson.</summary>
internal static class Discriminators
{
    /// <summary>The name of the element that says which type a value is.</summary>
    public const string ElementName = "_t";

    /// <summary>The type's name.</summary>
    public static string Name(INamedTypeSymbol type) =>
        type.FindAttribute(BsonAttributes.Discriminator) is { ConstructorArguments.Length: 1 } mark && mark.ConstructorArguments[0].Value is string name
            ? name
            : type.Name;

    /// <summary>The names to write for a value of a type that was declared as another or the same.</summary>
    public static IEnumerable<string> Written(INamedTypeSymbol type, INamedTypeSymbol declared)
    {
        // Below a root class all names from the root down to the type.
        List<INamedTypeSymbol> levels = [.. MemberCollector.Levels(type).SkipWhile(static level => !Has(level, "RootClass"))];
        if (levels.Count > 0)
            return levels.Select(Name);
        return SymbolEqualityComparer.Default.Equals(type, declared) && !IsRequired(type) ? [] : [Name(type)];
    }

    /// <summary>A value of this type is written with its name even where it is declared as that.</summary>
    public static bool IsRequired(INamedTypeSymbol type) =>
        MemberCollector.Levels(type).Any(static level => Has(level, "RootClass") || Has(level, "Required"));

    private static bool Has(INamedTypeSymbol type, string setting) =>
        type.FindAttribute(BsonAttributes.Discriminator) is { } mark && BsonAttributes.Setting(mark, setting) is true;
}
