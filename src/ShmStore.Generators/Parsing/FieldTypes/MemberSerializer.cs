using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Members whose own <c>[BsonSerializer]</c> names the serializer of MongoDB.Bson that writes and reads them.</summary>
internal static class MemberSerializer
{
    private const string Contract = KnownNames.BsonSerialization + ".IBsonSerializer`1";

    /// <summary>Describes the member's type, or says what is wrong with the serializer.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="serializer">The serializer's type; null if the attribute names none.</param>
    public static FieldTypeResult Describe(ITypeSymbol type, ITypeSymbol? serializer)
    {
        if (Problem(type, serializer) is { } problem)
        {
            return FieldTypeResult.FailedAttribute(
                BsonAttributes.Serializer, MemberRules.Serializer, serializer is null ? "" : CSharpNames.Display(serializer), problem);
        }

        string name = type.IsReferenceType ? CSharpNames.QualifiedNotNull(type) : CSharpNames.Qualified(type);
        bool allowsNull = type.IsReferenceType ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        string codec = Codecs.Generic("SerializerCodec", name, CSharpNames.Qualified(serializer!));
        string nullable = Codecs.Generic("NullableSerializerCodec", name, CSharpNames.Qualified(serializer!));
        return new(type.IsReferenceType
            ? new FieldType(allowsNull ? name + "?" : name, allowsNull ? nullable : codec, name + "?", nullable, ViewIsRefStruct: false, "any", allowsNull, IsReference: true, Fixed: null)
            : new FieldType(name, codec, name, codec, ViewIsRefStruct: false, "any", allowsNull, IsReference: false, Fixed: null));
    }

    private static string? Problem(ITypeSymbol type, ITypeSymbol? serializer) => serializer switch
    {
        null => "is not named",
        INamedTypeSymbol { IsUnboundGenericType: true } => "is generic: name its type arguments",
        _ when !serializer.AllInterfaces.Any(contract => contract.OriginalDefinition.Is(Contract) && RuntimeTypes.AreSame(contract.TypeArguments[0], type)) =>
            $"does not implement IBsonSerializer<{CSharpNames.Display(type)}>",
        INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named when named.InstanceConstructors.Any(static constructor =>
            constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }) => IsHidden(named) ? "is private or protected" : null,
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named => IsHidden(named) ? "is private or protected" : null,
        _ => "has no public constructor without parameters",
    };

    // The code that reads a member alone is outside of the object's type.
    private static bool IsHidden(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return true;
        }

        return false;
    }
}
