using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Reports the attributes of MongoDB.Bson, and settings of them, that would change how something is stored and are not honoured.</summary>
internal static class SupportedAttributes
{
    private static readonly string[] None = [];

    // With the named settings that are honoured.
    private static readonly Dictionary<string, string[]> Honoured = new(StringComparer.Ordinal)
    {
        [BsonAttributes.Element] = ["Order"],
        [BsonAttributes.Ignore] = None,
        [BsonAttributes.Id] = None,
        [BsonAttributes.NoId] = None,
        [BsonAttributes.Constructor] = None,
        [BsonAttributes.Required] = None,
        [BsonAttributes.IgnoreIfNull] = None,
        [BsonAttributes.IgnoreIfDefault] = None,
        [BsonAttributes.DefaultValue] = None,
        [BsonAttributes.IgnoreExtraElements] = ["Inherited"],
        [BsonAttributes.ExtraElements] = None,
        [BsonAttributes.Discriminator] = ["Required", "RootClass"],
        [BsonAttributes.KnownTypes] = None,
        [BsonAttributes.Representation] = None,
        [BsonAttributes.GuidRepresentation] = None,
        [BsonAttributes.DateTimeOptions] = ["Kind", "DateOnly", "Representation"],
        [BsonAttributes.TimeSpanOptions] = None,
        [BsonAttributes.TimeOnlyOptions] = None,
        [BsonAttributes.DictionaryOptions] = None,
    };

    /// <summary>Reports what is not honoured at a type or member.</summary>
    public static void Check(ISymbol symbol, DiagnosticSink sink)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || CSharpNames.NamespacePrefix(type) != KnownNames.BsonAttributes + ".")
                continue;
            string name = ShortName(type);
            if (!Honoured.TryGetValue(CSharpNames.NamespacePrefix(type) + type.MetadataName, out string[]? settings))
                sink.Report(MemberRules.UnsupportedAttribute, Place(attribute), name, symbol.Name);
            else if (attribute.NamedArguments.Select(static setting => setting.Key).Except(settings).FirstOrDefault() is { } setting)
                sink.Report(MemberRules.UnsupportedAttribute, Place(attribute), $"{name}({setting} = …)", symbol.Name);
        }
    }

    /// <summary>Where the attribute stands in source.</summary>
    public static Location Place(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : Location.None;

    /// <summary>The attribute's name as it is written.</summary>
    public static string ShortName(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;
}
