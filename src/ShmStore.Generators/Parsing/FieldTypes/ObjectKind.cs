using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Nested shared objects, stored as embedded documents.</summary>
internal sealed class ObjectKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol named || type.FindAttribute(KnownNames.SharedObjectAttribute) is null)
            return null;
        string name = CSharpNames.QualifiedNotNull(type);
        string view = name + ".View";
        FieldType description = new(
            name,
            Codecs.Generic("ObjectCodec", name),
            view,
            view,
            ViewIsRefStruct: true,
            "object:" + CSharpNames.SchemaName(type),
            AllowsNull: false,
            IsReference: type.IsReferenceType,
            Fixed: null);
        return new(description, Object: named, MustHold: true);
    }
}
