using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Writes a type parameter's constraints as source again.</summary>
internal static class ConstraintClauses
{
    /// <summary>The clause with a leading space; empty for no constraints.</summary>
    public static string Of(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasUnmanagedTypeConstraint)
            constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            constraints.Add("notnull");
        constraints.AddRange(parameter.ConstraintTypes.Select(CSharpNames.Qualified));
        if (parameter.HasConstructorConstraint)
            constraints.Add("new()");
        if (parameter.AllowsRefLikeType)
            constraints.Add("allows ref struct");
        return constraints.Count == 0 ? "" : $" where {CSharpNames.Identifier(parameter.Name)} : {string.Join(", ", constraints)}";
    }
}
