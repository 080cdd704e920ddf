using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>
/// Measures type arguments. A generic type may refer to itself over longer and longer ones without end, in arrays, tuples and the arguments of types around it too:
/// whoever goes from a type to those of its members has to stop somewhere.
/// </summary>
internal static class LongArguments
{
    // A count of the names, not a depth: tuples double the one with each level of the other. Nobody's arguments are like this.
    private const int MostNames = 32;

    // So few can be combined in few ways only.
    private const int UsualNames = 4;

    /// <summary>Whether there are more than anybody writes.</summary>
    public static bool AreTooLong(INamedTypeSymbol type) => Has(type, MostNames);

    /// <summary>Whether there are more than most have.</summary>
    public static bool AreUnusual(INamedTypeSymbol type) => Has(type, UsualNames);

    private static bool Has(INamedTypeSymbol type, int limit)
    {
        int rest = limit;
        return !HasArguments(type, ref rest);
    }

    // False when more are found than the rest allows, and no more is looked at.
    private static bool HasArguments(INamedTypeSymbol type, ref int rest)
    {
        foreach (INamedTypeSymbol level in type.SelfAndOuter())
        {
            foreach (ITypeSymbol argument in level.TypeArguments)
            {
                if (!Count(argument, ref rest))
                    return false;
            }
        }

        return true;
    }

    private static bool Count(ITypeSymbol type, ref int rest) => --rest >= 0 && type switch
    {
        IArrayTypeSymbol array => Count(array.ElementType, ref rest),
        INamedTypeSymbol named => HasArguments(named, ref rest),
        _ => true,
    };
}
