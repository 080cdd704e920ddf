using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Names what is emitted beside the user's type parameters: type parameters that hide none of them, and parameters, which must not have the name of one.</summary>
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
