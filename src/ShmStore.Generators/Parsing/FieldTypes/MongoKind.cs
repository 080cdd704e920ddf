using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>
/// Types that only MongoDB.Bson's serializers know: those marked <c>BsonSerializer</c>, classes and structs of other assemblies than the framework's,
/// whose parts cannot be marked, and the few of the framework that have a serializer there and no codec here. Its serializers use reflection.
/// </summary>
internal sealed class MongoKind : IFieldTypeKind
{
    private static readonly string[] OfFramework = ["System.Net.IPAddress", "System.Net.IPEndPoint"];

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsRefLikeType: false, SpecialType: SpecialType.None } named
            || !(type.FindAttribute(BsonAttributes.Serializer) is not null || IsForeign(named)))
        {
            return null;
        }

        parser.NeedReflection();
        string name = CSharpNames.QualifiedNotNull(type);
        string codec = Codecs.Generic("MongoCodec", name);
        return new(type.IsReferenceType
            ? Scalars.Reference(name, codec, "any")
            : new FieldType(name, codec, name + "?", Codecs.Generic("NullableView", name, codec), ViewIsRefStruct: false, "any", AllowsNull: false, IsReference: false, Fixed: null));
    }

    // A type of a referenced assembly has no syntax here. The other types of the framework that can be stored have kinds of their own.
    private static bool IsForeign(INamedTypeSymbol type)
    {
        string prefix = CSharpNames.NamespacePrefix(type);
        if (OfFramework.Contains(prefix + type.MetadataName, StringComparer.Ordinal))
            return true;
        return type.DeclaringSyntaxReferences.IsEmpty
            && type.TypeKind != TypeKind.Error
            && !prefix.StartsWith("System.", StringComparison.Ordinal)
            && !prefix.StartsWith("Microsoft.", StringComparison.Ordinal);
    }
}
