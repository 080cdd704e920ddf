using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using ShmStore.Layout;

namespace ShmStore.Generators.Parsing;

/// <summary>
/// Names the emitted files: <c>Demo.Outer+Inner-1.g.cs</c> (<c>-1</c>: one type parameter, not possible in an identifier). Only ASCII that every file system takes. A hash
/// of the whole name is added where the readable part does not tell two types apart: other letters, great length, or a neighbour whose name
/// differs only in case (hint names compare without case).
/// </summary>
internal static class HintNames
{
    private const int MaxReadableLength = 120;

    /// <summary>The file name for what is emitted for a type.</summary>
    public static string For(INamedTypeSymbol type)
    {
        string name = FullName(type);
        StringBuilder readable = new();
        foreach (char c in name)
            readable.Append(c is '.' or '+' or '-' or '_' || (c < 128 && char.IsLetterOrDigit(c)) ? c : '_');
        bool distinct = readable.ToString() == name && name.Length <= MaxReadableLength && !HasCaseNeighbour(type);
        if (readable.Length > MaxReadableLength)
            readable.Length = MaxReadableLength;
        if (!distinct)
            readable.Append('.').Append(Fnv1a.Hash(Encoding.UTF8.GetBytes(name)).ToString("x16", CultureInfo.InvariantCulture));
        return readable.Append(".g.cs").ToString();
    }

    private static string FullName(INamedTypeSymbol type)
    {
        string container = type.ContainingType is { } outer ? FullName(outer) + "+"
            : CSharpNames.NamespacePrefix(type);
        return type.Arity == 0 ? container + type.Name : $"{container}{type.Name}-{type.Arity.ToString(CultureInfo.InvariantCulture)}";
    }

    private static bool HasCaseNeighbour(INamedTypeSymbol type)
    {
        for (ISymbol current = type; current.ContainingSymbol is INamespaceOrTypeSymbol container; current = container)
        {
            ISymbol self = current;
            if (container.GetMembers().Any(other => other is INamespaceOrTypeSymbol
                    && other.Name != self.Name
                    && string.Equals(other.Name, self.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
