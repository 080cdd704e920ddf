using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>One kind of storable type. To support a further kind, implement this and add it to <see cref="FieldTypeParser"/>'s list.</summary>
internal interface IFieldTypeKind
{
    /// <summary>
    /// Describes a type of this kind. The type's own nullability is not this method's business: the parser adds it.
    /// </summary>
    /// <param name="type">The type, never <c>Nullable&lt;T&gt;</c>.</param>
    /// <param name="parser">For the types inside this one.</param>
    /// <returns>Null if the type is not of this kind.</returns>
    FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser);
}
