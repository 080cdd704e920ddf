using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>The attributes of MongoDB.Bson: those that are honoured, and the report of those that are not.</summary>
internal static class BsonAttributes
{
    private const string Element = KnownNames.BsonAttributes + ".BsonElementAttribute";
    private const string Ignore = KnownNames.BsonAttributes + ".BsonIgnoreAttribute";
    private const string Id = KnownNames.BsonAttributes + ".BsonIdAttribute";
    private const string Constructor = KnownNames.BsonAttributes + ".BsonConstructorAttribute";

    /// <summary>The member is not stored.</summary>
    public static bool IsIgnored(ISymbol member) => member.FindAttribute(Ignore) is not null;

    /// <summary>The member is the document's <c>_id</c>.</summary>
    public static bool IsId(ISymbol member) => member.FindAttribute(Id) is not null;

    /// <summary>The member is stored though it may not be public.</summary>
    public static bool IsMarked(ISymbol member) => member.FindAttribute(Element) is not null || IsId(member);

    /// <summary>The constructor is the one to use.</summary>
    public static AttributeData? ConstructorMark(IMethodSymbol constructor) => constructor.FindAttribute(Constructor);

    /// <summary>The attribute that names the element, or null.</summary>
    public static AttributeData? ElementMark(ISymbol member) => member.FindAttribute(Element);

    /// <summary>Reports each attribute of MongoDB.Bson, or setting of one, that would change how the symbol is stored and is not honoured.</summary>
    public static void ReportUnsupported(ISymbol symbol, DiagnosticSink sink)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || CSharpNames.NamespacePrefix(type) != KnownNames.BsonAttributes + ".")
                continue;
            Location place = attribute.ApplicationSyntaxReference is { } reference
                ? reference.SyntaxTree.GetLocation(reference.Span)
                : Location.None;
            if (!type.Is(Element) && !type.Is(Ignore) && !type.Is(Id) && !type.Is(Constructor))
                sink.Report(MemberRules.UnsupportedAttribute, place, ShortName(type), symbol.Name);
            else if (!attribute.NamedArguments.IsEmpty)
                sink.Report(MemberRules.UnsupportedAttribute, place, $"{ShortName(type)}({attribute.NamedArguments[0].Key} = …)", symbol.Name);
        }
    }

    private static string ShortName(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;
}
