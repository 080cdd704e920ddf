using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Writes type parameters as source again, with the attribute by which they demand of their arguments that trimming keeps members.</summary>
internal static class TrimmedMembers
{
    private const string Name = "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMember";

    /// <summary>The parameter as it stands in a list.</summary>
    public static string Declaration(ITypeParameterSymbol parameter)
    {
        string name = CSharpNames.Identifier(parameter.Name);
        return parameter.FindAttribute(Name + "sAttribute") is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is int members
            ? $"[global::{Name}s((global::{Name}Types)({members.ToString(CultureInfo.InvariantCulture)}))] {name}"
            : name;
    }
}
