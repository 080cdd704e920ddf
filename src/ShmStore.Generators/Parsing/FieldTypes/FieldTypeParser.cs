using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Finds out how one member's type is stored, by asking each kind in turn. Remembers which of the member's attributes had an effect.</summary>
internal sealed class FieldTypeParser
{
    private static readonly IFieldTypeKind[] Kinds =
    [
        new RareFormKind(),
        new NumberKind(),
        new BooleanKind(),
        new TextKind(),
        new EnumKind(),
        new DateTimeKind(),
        new DateTimeOffsetKind(),
        new DateOnlyKind(),
        new DurationKind(),
        new IdentifierKind(),
        new BsonValueKind(),
        new BinaryKind(),
        new ArrayKind(),
        new ListKind(),
        new CollectionKind(),
        new DictionaryKind(),
        new TupleKind(),
        new NamedTextKind(),
        new ObjectKind(),
        new MongoKind(),
    ];

    private readonly FieldOptions _options;
    private readonly HashSet<string> _unused = [];
    private bool _needsReflection;
    private string? _dictionaryForm;

    private FieldTypeParser(FieldOptions options)
    {
        _options = options;
        _dictionaryForm = options.DictionaryForm;
        Expect(options.Representation, BsonAttributes.Representation);
        Expect(options.GuidOrder, BsonAttributes.GuidRepresentation);
        Expect(options.DateTime, BsonAttributes.DateTimeOptions);
        Expect(options.TimeSpan, BsonAttributes.TimeSpanOptions);
        Expect(options.TimeOnly, BsonAttributes.TimeOnlyOptions);
        Expect(options.DictionaryForm, BsonAttributes.DictionaryOptions);
    }

    /// <summary>Describes a type without attributes, or says why it cannot be stored.</summary>
    public static FieldTypeResult Describe(ITypeSymbol type) => Describe(type, FieldOptions.None);

    /// <summary>Describes a member's type, or says why it cannot be stored.</summary>
    public static FieldTypeResult Describe(ITypeSymbol type, FieldOptions options)
    {
        FieldTypeParser parser = new(options);
        FieldTypeResult result = options.HasSerializer ? MemberSerializer.Describe(type, options.Serializer) : parser.Parse(type);
        return result.Type is not null && parser._unused.Count > 0
            ? Failed(type, $"as {BsonAttributes.Written(parser._unused.First())} demands", parser._unused.First())
            : result with { NeedsReflection = parser._needsReflection };
    }

    /// <summary>Remembers that a type is read and written by reflection.</summary>
    public void NeedReflection() => _needsReflection = true;

    /// <summary>Describes a type that the member's type is made of.</summary>
    public FieldTypeResult Parse(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol)
            return FieldTypeResult.Failed(MemberRules.TypeParameter, type.Name);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return AllowNull(Parse(nullable.TypeArguments[0]), static inner => NullableTypes.OfValue(inner));
        foreach (IFieldTypeKind kind in Kinds)
        {
            if (kind.TryParse(type, this) is not { } result)
                continue;
            // Without nullable annotations null is allowed, as everywhere in such code.
            return type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated
                ? AllowNull(result, static inner => NullableTypes.OfReference(inner))
                : result;
        }

        return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), UnsupportedHints.For(type));
    }

    /// <summary>The BSON type that the member's attributes demand of every type; null for the usual one.</summary>
    public ElementType? Representation => Use(_options.Representation, BsonAttributes.Representation);

    /// <summary>The order of a UUID's bytes that the member's attributes demand.</summary>
    public string? GuidOrder => Use(_options.GuidOrder, BsonAttributes.GuidRepresentation);

    /// <summary>What the member's attributes demand of a <c>DateTime</c>.</summary>
    public TimeOptions? DateTime => Use(_options.DateTime, BsonAttributes.DateTimeOptions);

    /// <summary>What they demand of a <c>TimeSpan</c>.</summary>
    public TimeOptions? TimeSpan => Use(_options.TimeSpan, BsonAttributes.TimeSpanOptions);

    /// <summary>What they demand of a <c>TimeOnly</c>.</summary>
    public TimeOptions? TimeOnly => Use(_options.TimeOnly, BsonAttributes.TimeOnlyOptions);

    /// <summary>The form of dictionaries that the member's attributes demand. As in MongoDB.Bson it is not that of dictionaries inside of dictionaries, so it is taken while their values are parsed.</summary>
    public string? TakeDictionaryForm()
    {
        string? form = Use(_dictionaryForm, BsonAttributes.DictionaryOptions);
        _dictionaryForm = null;
        return form;
    }

    /// <summary>Gives back what was taken.</summary>
    public void ReturnDictionaryForm(string? form) => _dictionaryForm = form;

    /// <summary>The result for a form that the type does not have.</summary>
    /// <param name="type">The type.</param>
    /// <param name="form">The form.</param>
    /// <param name="attribute">The attribute that demands it.</param>
    public static FieldTypeResult NoForm(ITypeSymbol type, object form, string attribute = BsonAttributes.Representation) =>
        Failed(type, $"in the form '{form}' that {BsonAttributes.Written(attribute)} demands", attribute);

    private static FieldTypeResult Failed(ITypeSymbol type, string demand, string attribute) =>
        FieldTypeResult.FailedAttribute(attribute, MemberRules.Representation, CSharpNames.Display(type), demand);

    private void Expect(object? value, string attribute)
    {
        if (value is not null)
            _unused.Add(attribute);
    }

    private T Use<T>(T value, string attribute)
    {
        _unused.Remove(attribute);
        return value;
    }

    private static FieldTypeResult AllowNull(FieldTypeResult result, Func<FieldType, FieldType> wrap) =>
        result.Type is { } inner ? result with { Type = wrap(inner), Held = [] } : result;
}
