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
        [BsonAttributes.Serializer] = None,
    };

    /// <summary>Reports what is not honoured at a type and its base types.</summary>
    public static void CheckType(INamedTypeSymbol type, DiagnosticSink sink)
    {
        foreach (INamedTypeSymbol level in MemberCollector.Levels(type))
        {
            bool isBase = !SymbolEqualityComparer.Default.Equals(level, type);
            // A base type that is a shared object is checked as one.
            if (isBase && level.FindAttribute(KnownNames.SharedObjectAttribute) is not null)
                continue;
            Check(level, type, sink);
            foreach (ISymbol member in level.GetMembers().Where(HasNoEffect))
            {
                foreach (AttributeData attribute in Mapping(member))
                    Report(attribute, BsonAttributes.ShortName(attribute.AttributeClass!.Name), member is IFieldSymbol { AssociatedSymbol: { } owner } ? owner.Name : member.Name, type, sink);
            }
        }
    }

    /// <summary>Reports what is not honoured at a member of a type, or a type itself.</summary>
    public static void Check(ISymbol symbol, INamedTypeSymbol type, DiagnosticSink sink)
    {
        foreach (AttributeData attribute in Mapping(symbol))
        {
            INamedTypeSymbol name = attribute.AttributeClass!;
            // A type that is a shared object has a codec of its own.
            bool contradicts = symbol is ITypeSymbol && name.Is(BsonAttributes.Serializer);
            if (contradicts || !Honoured.TryGetValue(CSharpNames.NamespacePrefix(name) + name.MetadataName, out string[]? settings))
                Report(attribute, BsonAttributes.ShortName(name.Name), symbol.Name, type, sink);
            else if (attribute.NamedArguments.Select(static setting => setting.Key).Except(settings).FirstOrDefault() is { } setting)
                Report(attribute, $"{BsonAttributes.ShortName(name.Name)}({setting} = …)", symbol.Name, type, sink);
        }
    }

    // MongoDB.Bson creates objects by a marked method, and stores a marked override or backing field a second time.
    private static bool HasNoEffect(ISymbol member) => member is
        IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol { OverriddenProperty: not null } or IFieldSymbol { AssociatedSymbol: not null };

    private static IEnumerable<AttributeData> Mapping(ISymbol symbol) =>
        symbol.GetAttributes().Where(static attribute => attribute.AttributeClass is { } type && BsonAttributes.ChangesMapping(type));

    // An attribute in another assembly is reported at the type that it is about.
    private static void Report(AttributeData attribute, string name, string at, INamedTypeSymbol type, DiagnosticSink sink)
    {
        if (attribute.ApplicationSyntaxReference is not null)
            sink.Report(MemberRules.UnsupportedAttribute, Place(attribute), name, at);
        else
            sink.Report(MemberRules.UnsupportedAttribute, type, name, at);
    }

    /// <summary>Where the attribute stands in source.</summary>
    public static Location Place(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : Location.None;
}
