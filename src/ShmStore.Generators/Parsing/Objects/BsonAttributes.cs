using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The attributes of MongoDB.Bson that are honoured, and what they say.</summary>
internal static class BsonAttributes
{
    /// <summary>Names and orders an element.</summary>
    public const string Element = KnownNames.BsonAttributes + ".BsonElementAttribute";

    /// <summary>Leaves a member out.</summary>
    public const string Ignore = KnownNames.BsonAttributes + ".BsonIgnoreAttribute";

    /// <summary>Marks the <c>_id</c>.</summary>
    public const string Id = KnownNames.BsonAttributes + ".BsonIdAttribute";

    /// <summary>Says that no member is the <c>_id</c>.</summary>
    public const string NoId = KnownNames.BsonAttributes + ".BsonNoIdAttribute";

    /// <summary>Marks the constructor to use.</summary>
    public const string Constructor = KnownNames.BsonAttributes + ".BsonConstructorAttribute";

    /// <summary>A missing element is an error.</summary>
    public const string Required = KnownNames.BsonAttributes + ".BsonRequiredAttribute";

    /// <summary>Null is not written.</summary>
    public const string IgnoreIfNull = KnownNames.BsonAttributes + ".BsonIgnoreIfNullAttribute";

    /// <summary>The default value is not written.</summary>
    public const string IgnoreIfDefault = KnownNames.BsonAttributes + ".BsonIgnoreIfDefaultAttribute";

    /// <summary>What a missing element stands for.</summary>
    public const string DefaultValue = KnownNames.BsonAttributes + ".BsonDefaultValueAttribute";

    /// <summary>Whether elements that no member has are passed over.</summary>
    public const string IgnoreExtraElements = KnownNames.BsonAttributes + ".BsonIgnoreExtraElementsAttribute";

    /// <summary>Marks the member that keeps the elements no other member has.</summary>
    public const string ExtraElements = KnownNames.BsonAttributes + ".BsonExtraElementsAttribute";

    /// <summary>The BSON type to store.</summary>
    public const string Representation = KnownNames.BsonAttributes + ".BsonRepresentationAttribute";

    /// <summary>The order of a UUID's bytes.</summary>
    public const string GuidRepresentation = KnownNames.BsonAttributes + ".BsonGuidRepresentationAttribute";

    /// <summary>The kind of a time.</summary>
    public const string DateTimeOptions = KnownNames.BsonAttributes + ".BsonDateTimeOptionsAttribute";

    /// <summary>The unit of a duration.</summary>
    public const string TimeSpanOptions = KnownNames.BsonAttributes + ".BsonTimeSpanOptionsAttribute";

    /// <summary>The unit of a time of day.</summary>
    public const string TimeOnlyOptions = KnownNames.BsonAttributes + ".BsonTimeOnlyOptionsAttribute";

    /// <summary>The form of a dictionary.</summary>
    public const string DictionaryOptions = KnownNames.BsonAttributes + ".BsonDictionaryOptionsAttribute";

    /// <summary>Names a type in documents.</summary>
    public const string Discriminator = KnownNames.BsonAttributes + ".BsonDiscriminatorAttribute";

    /// <summary>Lists the types that a value may be.</summary>
    public const string KnownTypes = KnownNames.BsonAttributes + ".BsonKnownTypesAttribute";

    /// <summary>Names the serializer of a type.</summary>
    public const string Serializer = KnownNames.BsonAttributes + ".BsonSerializerAttribute";

    /// <summary>The interface of attributes that say how a member is stored.</summary>
    private const string MemberMapping = "IBsonMemberMapAttribute";

    private const string Suffix = "Attribute";

    /// <summary>An attribute as users write it, in brackets.</summary>
    /// <param name="attribute">Its name in metadata, with or without the namespace.</param>
    public static string Written(string attribute) => $"[{ShortName(attribute)}]";

    /// <summary>An attribute's name as users write it.</summary>
    /// <param name="attribute">Its name in metadata, with or without the namespace.</param>
    public static string ShortName(string attribute)
    {
        string name = attribute.Substring(attribute.LastIndexOf('.') + 1);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>The member is not stored.</summary>
    public static bool IsIgnored(ISymbol member) => member.FindAttribute(Ignore) is not null;

    /// <summary>The member is the document's <c>_id</c>.</summary>
    public static bool IsId(ISymbol member) => member.FindAttribute(Id) is not null;

    /// <summary>The member keeps the elements that no other member has.</summary>
    public static bool IsExtraElements(ISymbol member) => member.FindAttribute(ExtraElements) is not null;

    /// <summary>The member is stored though it may not be public: as in MongoDB.Bson, any attribute that says how it is stored will do.</summary>
    public static bool IsMarked(ISymbol member) => member.GetAttributes().Any(static attribute => attribute.AttributeClass is { } type && Mapping(type) == MemberMapping);

    /// <summary>The attribute is one of MongoDB.Bson's, derives from one, or implements an interface by which it changes how MongoDB.Bson maps what it stands at.</summary>
    public static bool ChangesMapping(INamedTypeSymbol attribute) =>
        Mapping(attribute) is not null || MemberCollector.Levels(attribute).Any(static level => CSharpNames.NamespacePrefix(level) == KnownNames.BsonAttributes + ".");

    private static string? Mapping(INamedTypeSymbol attribute) => attribute.AllInterfaces
        .Where(static contract => CSharpNames.NamespacePrefix(contract) == KnownNames.BsonSerialization + ".")
        .Select(static contract => contract.Name)
        .FirstOrDefault(static name => name is MemberMapping or "IBsonClassMapAttribute" or "IBsonCreatorMapAttribute" or "IBsonPostProcessingAttribute");

    /// <summary>The constructor is the one to use.</summary>
    public static AttributeData? ConstructorMark(IMethodSymbol constructor) => constructor.FindAttribute(Constructor);

    /// <summary>The attribute that names the element, or null.</summary>
    public static AttributeData? ElementMark(ISymbol member) => member.FindAttribute(Element);

    /// <summary>The place among the members of its type, the lowest first; those without come last.</summary>
    public static int Order(ISymbol member) =>
        ElementMark(member) is { } mark && Setting(mark, "Order") is int order ? order : int.MaxValue;

    /// <summary>The attribute is there, and its only argument, true where it is left out, is true.</summary>
    public static bool IsOn(ISymbol symbol, string attribute) => symbol.FindAttribute(attribute) is { } mark && IsOn(mark);

    /// <summary>The attribute's only argument, true where it is left out, is true.</summary>
    public static bool IsOn(AttributeData mark) => mark.ConstructorArguments.IsEmpty || mark.ConstructorArguments[0].Value is true;

    /// <summary>The value of a named setting; null where it is left out.</summary>
    public static object? Setting(AttributeData mark, string name) =>
        mark.NamedArguments.FirstOrDefault(setting => setting.Key == name).Value.Value;
}
