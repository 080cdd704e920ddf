using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Dictionaries: a document if the keys have a text form, or an array of entries.</summary>
internal sealed class DictionaryKind : IFieldTypeKind
{
    // Those whose kind in the runtime serves one type only.
    private static readonly string[] Classes =
    [
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.SortedDictionary`2", "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.OrderedDictionary`2", "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2", "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableSortedDictionary`2", "System.Collections.Frozen.FrozenDictionary`2",
    ];

    private static readonly string[] Interfaces =
    [
        "System.Collections.Generic.IDictionary`2", "System.Collections.Generic.IReadOnlyDictionary`2", "System.Collections.Immutable.IImmutableDictionary`2",
    ];

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { Arity: 2, ContainingType: null } named)
            return null;
        string metadataName = CSharpNames.NamespacePrefix(named) + named.MetadataName;
        bool isClass = Classes.Contains(metadataName, StringComparer.Ordinal);
        if (!isClass && !Interfaces.Contains(metadataName, StringComparer.Ordinal))
            return null;
        string? form = parser.TakeDictionaryForm();
        FieldTypeResult values = parser.Parse(named.TypeArguments[1]);
        parser.ReturnDictionaryForm(form);
        // The member's attributes are about the values. A key is never null, whatever code without nullable annotations leaves open.
        FieldTypeResult keys = FieldTypeParser.Describe(named.TypeArguments[0].WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        if (keys.NeedsReflection)
            parser.NeedReflection();
        if (values.Type is not { } value || keys.Type is not { } key)
            return values.Type is null ? values : keys;
        if (named.Name is "SortedDictionary" or "SortedList" or "ImmutableSortedDictionary" && Comparables.Problem(type, "keys", named.TypeArguments[0]) is { } problem)
            return problem;
        string dictionary = $"global::{CSharpNames.NamespacePrefix(named)}{named.Name}<{key.Type}, {value.Type}>";
        string kind = isClass
            ? Codecs.Generic(named.Name + "Kind", key.Type, value.Type)
            : Codecs.Generic("DictionaryInterfaceKind", dictionary, key.Type, value.Type);
        FieldType? description = form switch
        {
            "ArrayOfDocuments" => Entries("KeyValuePairCodec", dictionary, key, value, kind),
            "ArrayOfArrays" => Entries("EntryPairCodec", dictionary, key, value, kind),
            _ => KeyFormats.Of(named.TypeArguments[0]) is { } format ? Document(dictionary, key, value, format, kind, SchemaTypes.Map(named.TypeArguments[0], value)) : null,
        };
        return description is null
            ? FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), "its keys have no text form, mark the member [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]")
            : new(description) { Objects = [.. keys.Objects, .. values.Objects] };
    }

    private static FieldType Document(string dictionary, FieldType key, FieldType value, string format, string kind, string schema) => new(
        dictionary,
        Codecs.Generic("DictionaryCodec", dictionary, key.Type, value.Type, format, value.Codec, kind),
        Codecs.Generic("DictionaryView", value.View, value.ViewReader),
        Codecs.Generic("DictionaryViewReader", value.View, value.ViewReader),
        ViewIsRefStruct: true,
        schema,
        AllowsNull: false,
        IsReference: true,
        Fixed: null);

    private static FieldType Entries(string codecName, string dictionary, FieldType key, FieldType value, string kind)
    {
        string entry = $"global::System.Collections.Generic.KeyValuePair<{key.Type}, {value.Type}>";
        string codec = Codecs.Generic(codecName, key.Type, value.Type, key.Codec, value.Codec);
        return new FieldType(
            dictionary,
            Codecs.Generic("EntryArrayCodec", dictionary, key.Type, value.Type, codec, kind),
            Codecs.Generic("ArrayView", entry, codec),
            Codecs.Generic("ArrayViewReader", entry, codec),
            ViewIsRefStruct: true,
            SchemaTypes.Array(codecName == "EntryPairCodec" ? SchemaTypes.Tuple([key, value]) : SchemaTypes.Pair(key, value)),
            AllowsNull: false,
            IsReference: true,
            Fixed: null);
    }
}
