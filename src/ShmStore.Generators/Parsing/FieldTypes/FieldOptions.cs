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
/// <param name="DateTime">What is said about values of <c>DateTime</c>.</param>
/// <param name="TimeSpan">What is said about values of <c>TimeSpan</c>.</param>
/// <param name="TimeOnly">What is said about values of <c>TimeOnly</c>.</param>
/// <param name="DictionaryForm">The name of a <c>DictionaryRepresentation</c>.</param>
internal sealed record FieldOptions(ElementType? Representation, string? GuidOrder, TimeOptions? DateTime, TimeOptions? TimeSpan, TimeOptions? TimeOnly, string? DictionaryForm)
{
    /// <summary>No attributes.</summary>
    public static FieldOptions None { get; } = new(null, null, null, null, null, null);

    /// <summary>The member's own attribute names its serializer.</summary>
    public bool HasSerializer { get; private init; }

    /// <summary>The serializer that the member's own attribute names; null for none.</summary>
    public ITypeSymbol? Serializer { get; private init; }

    /// <summary>The attributes of a member.</summary>
    public static FieldOptions Of(ISymbol member)
    {
        AttributeData? serializer = member.FindAttribute(BsonAttributes.Serializer);
        return new FieldOptions(
            Type(Argument(member.FindAttribute(BsonAttributes.Representation), 0)),
            Name(Argument(member.FindAttribute(BsonAttributes.GuidRepresentation), 0)),
            member.FindAttribute(BsonAttributes.DateTimeOptions) is { } dateTime ? new TimeOptions(Type(Named(dateTime, "Representation")), Kind(dateTime)) : null,
            Duration(member.FindAttribute(BsonAttributes.TimeSpanOptions)),
            Duration(member.FindAttribute(BsonAttributes.TimeOnlyOptions)),
            Name(Argument(member.FindAttribute(BsonAttributes.DictionaryOptions), 0)))
        {
            HasSerializer = serializer is not null,
            Serializer = serializer is not null && Argument(serializer, 0)?.Value is ITypeSymbol type ? type : null,
        };
    }

    private static TimeOptions? Duration(AttributeData? options) => options is null ? null : new TimeOptions(Type(Argument(options, 0)), Name(Argument(options, 1)));

    private static string? Kind(AttributeData dateTime) => BsonAttributes.Setting(dateTime, "DateOnly") is true ? "DateOnly" : Name(Named(dateTime, "Kind"));

    private static TypedConstant? Argument(AttributeData? attribute, int index) =>
        attribute is not null && attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index] : null;

    private static TypedConstant? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(setting => setting.Key == name).Select(static setting => (TypedConstant?)setting.Value).FirstOrDefault();

    // The numbers of MongoDB.Bson's BsonType are BSON's own.
    private static ElementType? Type(TypedConstant? constant) =>
        constant is { Kind: TypedConstantKind.Enum, Value: int number } ? (ElementType)number : null;

    private static string? Name(TypedConstant? constant) =>
        constant is { Kind: TypedConstantKind.Enum, Type: { } type, Value: { } value }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value))?.Name
            : null;
}
