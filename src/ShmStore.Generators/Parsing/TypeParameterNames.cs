using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Names emitted type parameters so that they hide none of the user's.</summary>
internal static class TypeParameterNames
{
    /// <summary>The name, with as many underscores as make it none of the type's parameters, nor of those of the types around it.</summary>
    public static string Free(string name, INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol current in type.SelfAndOuter())
        {
            if (current.TypeParameters.Any(parameter => parameter.Name == name))
                return Free(name + "_", type);
        }

        return name;
    }
}
