using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Names the classes of getters on entries: <c>Outer_Inner_1_SharedFields</c> for <c>Outer.Inner&lt;T&gt;</c>. No two types of a namespace get one name: underscores of their own names are doubled,
/// and 0 stands before a nested name that begins with one.
/// </summary>
internal static class ExtensionNames
{
    /// <summary>The class's name.</summary>
    /// <param name="chain">The object's type, behind those around it.</param>
    public static string Of(IReadOnlyList<INamedTypeSymbol> chain) => string.Join("_", chain.Select(Level)) + "_SharedFields";

    private static string Level(INamedTypeSymbol type, int depth)
    {
        string name = (depth > 0 && type.Name.StartsWith("_", StringComparison.Ordinal) ? "0" : "") + type.Name.Replace("_", "__");
        return type.Arity == 0 ? name : $"{name}_{type.Arity.ToString(CultureInfo.InvariantCulture)}";
    }
}
