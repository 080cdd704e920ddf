using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>
/// What a member's attributes say about the form of its values. As in MongoDB.Bson they hold for what the member's type is made of: the items of a
/// collection, the values of a dictionary, what a nullable holds.
/// </summary>
/// <param name="Representation">The BSON type to store; null for the usual one.</param>
/// <param name="GuidOrder">The name of a <c>GuidRepresentation</c>.</param>
/// <param name="TimeKind">The name of a <c>DateTimeKind</c>, or <c>DateOnly</c>.</param>
/// <param name="Unit">The name of a unit of time, in the plural.</param>
/// <param name="DictionaryForm">The name of a <c>DictionaryRepresentation</c>.</param>
internal sealed record FieldOptions(ElementType? Representation, string? GuidOrder, string? TimeKind, string? Unit, string? DictionaryForm)
{
    private static readonly Dictionary<string, string[]> Sources = new(StringComparer.Ordinal)
    {
        [nameof(Representation)] = [BsonAttributes.Representation, BsonAttributes.TimeSpanOptions, BsonAttributes.TimeOnlyOptions, BsonAttributes.DateTimeOptions],
        [nameof(GuidOrder)] = [BsonAttributes.GuidRepresentation],
        [nameof(TimeKind)] = [BsonAttributes.DateTimeOptions],
        [nameof(Unit)] = [BsonAttributes.TimeSpanOptions, BsonAttributes.TimeOnlyOptions],
        [nameof(DictionaryForm)] = [BsonAttributes.DictionaryOptions],
        [nameof(Serializer)] = [BsonAttributes.Serializer],
    };

    /// <summary>No attributes.</summary>
    public static FieldOptions None { get; } = new(null, null, null, null, null);

    /// <summary>The member's own attribute names its serializer.</summary>
    public bool HasSerializer { get; private init; }

    /// <summary>The serializer that the member's own attribute names; null for none.</summary>
    public ITypeSymbol? Serializer { get; private init; }

    /// <summary>The attribute of a member that an option comes from, the first of several.</summary>
    /// <param name="member">The member.</param>
    /// <param name="option">The option's name.</param>
    public static AttributeData? Mark(ISymbol member, string option) => Sources[option].Select(member.FindAttribute).FirstOrDefault(static mark => mark is not null);

    /// <summary>The attributes of a member.</summary>
    public static FieldOptions Of(ISymbol member)
    {
        AttributeData? serializer = member.FindAttribute(BsonAttributes.Serializer);
        AttributeData? representation = member.FindAttribute(BsonAttributes.Representation);
        AttributeData? guid = member.FindAttribute(BsonAttributes.GuidRepresentation);
        AttributeData? dateTime = member.FindAttribute(BsonAttributes.DateTimeOptions);
        AttributeData? duration = member.FindAttribute(BsonAttributes.TimeSpanOptions) ?? member.FindAttribute(BsonAttributes.TimeOnlyOptions);
        AttributeData? dictionary = member.FindAttribute(BsonAttributes.DictionaryOptions);
        return new FieldOptions(
            Type(Argument(representation, 0)) ?? Type(Argument(duration, 0)) ?? Type(Named(dateTime, "Representation")),
            Name(Argument(guid, 0)),
            Kind(dateTime),
            Name(Argument(duration, 1)),
            Name(Argument(dictionary, 0)))
        {
            HasSerializer = serializer is not null,
            Serializer = serializer is not null && Argument(serializer, 0)?.Value is ITypeSymbol type ? type : null,
        };
    }

    private static string? Kind(AttributeData? dateTime) =>
        dateTime is null ? null
        : BsonAttributes.Setting(dateTime, "DateOnly") is true ? "DateOnly"
        : Name(Named(dateTime, "Kind")) ?? "Utc";

    private static TypedConstant? Argument(AttributeData? attribute, int index) =>
        attribute is not null && attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index] : null;

    private static TypedConstant? Named(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.Where(setting => setting.Key == name).Select(static setting => (TypedConstant?)setting.Value).FirstOrDefault();

    // The numbers of MongoDB.Bson's BsonType are BSON's own.
    private static ElementType? Type(TypedConstant? constant) =>
        constant is { Kind: TypedConstantKind.Enum, Value: int number } ? (ElementType)number : null;

    private static string? Name(TypedConstant? constant) =>
        constant is { Kind: TypedConstantKind.Enum, Type: { } type, Value: { } value }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value))?.Name
            : null;
}
