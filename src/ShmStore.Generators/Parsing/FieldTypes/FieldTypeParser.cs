using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Finds out how one member's type is stored, by asking each kind in turn. Remembers which of the member's options had an effect.</summary>
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
        Expect(options.Representation?.ToString(), nameof(FieldOptions.Representation));
        Expect(options.GuidOrder, nameof(FieldOptions.GuidOrder));
        Expect(options.TimeKind, nameof(FieldOptions.TimeKind));
        Expect(options.Unit, nameof(FieldOptions.Unit));
        Expect(options.DictionaryForm, nameof(FieldOptions.DictionaryForm));
    }

    /// <summary>Describes a type without attributes, or says why it cannot be stored.</summary>
    public static FieldTypeResult Describe(ITypeSymbol type) => Describe(type, FieldOptions.None);

    /// <summary>Describes a member's type, or says why it cannot be stored.</summary>
    public static FieldTypeResult Describe(ITypeSymbol type, FieldOptions options)
    {
        FieldTypeParser parser = new(options);
        FieldTypeResult result = options.HasSerializer ? MemberSerializer.Describe(type, options.Serializer) : parser.Parse(type);
        return result.Type is not null && parser._unused.Count > 0
            ? NoForm(type, parser._unused.First(), parser._unused.First())
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

    /// <summary>The BSON type that the member's attributes demand; null for the usual one.</summary>
    public ElementType? Representation => Use(_options.Representation, nameof(FieldOptions.Representation));

    /// <summary>The order of a UUID's bytes that the member's attributes demand.</summary>
    public string? GuidOrder => Use(_options.GuidOrder, nameof(FieldOptions.GuidOrder));

    /// <summary>The kind of time that the member's attributes demand.</summary>
    public string? TimeKind => Use(_options.TimeKind, nameof(FieldOptions.TimeKind));

    /// <summary>The unit of time that the member's attributes demand.</summary>
    public string? Unit => Use(_options.Unit, nameof(FieldOptions.Unit));

    /// <summary>The form of dictionaries that the member's attributes demand. As in MongoDB.Bson it is not that of dictionaries inside of dictionaries, so it is taken while their values are parsed.</summary>
    public string? TakeDictionaryForm()
    {
        string? form = Use(_dictionaryForm, nameof(FieldOptions.DictionaryForm));
        _dictionaryForm = null;
        return form;
    }

    /// <summary>Gives back what was taken.</summary>
    public void ReturnDictionaryForm(string? form) => _dictionaryForm = form;

    /// <summary>The result for a form that the type does not have.</summary>
    public static FieldTypeResult NoForm(ITypeSymbol type, object form, string option = nameof(FieldOptions.Representation)) =>
        FieldTypeResult.FailedOption(option, MemberRules.Representation, CSharpNames.Display(type), form.ToString());

    private void Expect(string? value, string option)
    {
        if (value is not null)
            _unused.Add(option);
    }

    private T Use<T>(T value, string option)
    {
        _unused.Remove(option);
        return value;
    }

    private static FieldTypeResult AllowNull(FieldTypeResult result, Func<FieldType, FieldType> wrap) =>
        result.Type is { } inner ? result with { Type = wrap(inner), Held = [] } : result;
}
