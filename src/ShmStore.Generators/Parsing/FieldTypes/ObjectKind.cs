using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Nested shared objects, stored as embedded documents, which say their type where there are several.</summary>
internal sealed class ObjectKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol named || type.FindAttribute(KnownNames.SharedObjectAttribute) is null)
            return null;
        if (!ObjectShape.HoldsTypes(named))
            return FieldTypeResult.Faulty;
        string name = CSharpNames.QualifiedNotNull(type);
        if (KnownTypes.IsPolymorphic(named))
            return new(Polymorphic(type, name)) { Objects = [named] };
        string view = name + ".View";
        FieldType description = new(
            name,
            name + ".Layout.Codec",
            view,
            view,
            ViewIsRefStruct: true,
            SchemaTypes.Object(type),
            AllowsNull: false,
            IsReference: type.IsReferenceType,
            Fixed: null);
        return new(description) { Objects = [named], Held = [named] };
    }

    // It need not hold another one of its type: another of the known types may end the chain.
    private static FieldType Polymorphic(ITypeSymbol type, string name)
    {
        string types = name + ".Layout.Polymorphic";
        return new FieldType(
            name,
            Codecs.Generic("PolymorphicCodec", name, types),
            Codecs.Generic("PolymorphicView", name, types),
            Codecs.Generic("PolymorphicViewReader", name, types),
            ViewIsRefStruct: true,
            SchemaTypes.Object(type),
            AllowsNull: false,
            IsReference: true,
            Fixed: null);
    }
}
