using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Names the classes of getters on entries: <c>Outer_Inner_1_SharedFields</c> for <c>Outer.Inner&lt;T&gt;</c>. No two types of a namespace get one name: underscores of their own names are doubled,
/// and 0 stands before a nested name that begins with one. Where the user has the name, a number follows.
/// </summary>
internal static class ExtensionNames
{
    /// <summary>What stands in every such name.</summary>
    public const string Suffix = "_SharedFields";

    /// <summary>The class's name.</summary>
    /// <param name="chain">The object's type, behind those around it.</param>
    public static string Of(IReadOnlyList<INamedTypeSymbol> chain)
    {
        string usual = string.Join("_", chain.Select(Level)) + Suffix;
        string name = usual;
        for (int number = 2; IsTaken(name, chain[0].ContainingNamespace); number++)
            name = usual + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }

    private static bool IsTaken(string name, INamespaceSymbol space) =>
        space.GetMembers(name).Any(static member => member is not INamedTypeSymbol { Arity: > 0 });

    private static string Level(INamedTypeSymbol type, int depth)
    {
        string name = (depth > 0 && type.Name.StartsWith("_", StringComparison.Ordinal) ? "0" : "") + type.Name.Replace("_", "__");
        return type.Arity == 0 ? name : $"{name}_{type.Arity.ToString(CultureInfo.InvariantCulture)}";
    }
}
