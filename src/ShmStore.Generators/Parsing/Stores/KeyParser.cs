using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Decides about a store's keys, one after the other.</summary>
internal sealed class KeyParser(ParseSession session, SchemaTypeCollector types, DiagnosticSink sink)
{
    private readonly HashSet<string> _reserved = [.. ReservedKeyNames.In(session)];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Parses the next key; null after reporting that it cannot be one.</summary>
    public KeyModel? Parse(IPropertySymbol property)
    {
        bool shapely = KeyShape.Check(property, sink);
        string? name = Name(property);
        if (_reserved.Contains(property.Name))
        {
            sink.Report(StoreRules.ReservedKeyName, property, property.Name);
            return null;
        }

        if (HiddenTypes.Report(property, session.Compilation, sink) || AliasedTypes.Report(property, [property.Type], session, sink))
            return null;
        if (KeyTypes.Parse(property, types, sink) is not { } value || name is null || !shapely)
            return null;
        return new KeyModel(
            property.Name,
            CSharpNames.Identifier(property.Name),
            FieldOf(property),
            name,
            value.Kind,
            value.Type,
            value.Schema,
            value.MapKey,
            SyntaxFacts.GetText(property.DeclaredAccessibility),
            new(Marks.Of(property)));
    }

    private static string FieldOf(IPropertySymbol property)
    {
        string field = "_key" + property.Name;
        while (property.ContainingType.GetMembers(field).Any(static member => !GeneratedMembers.IsEmitted(member)))
            field = "_" + field;
        return field;
    }

    private string? Name(IPropertySymbol property)
    {
        AttributeData? mark = property.FindAttribute(KnownNames.SharedKeyAttribute);
        string? name = mark is { ConstructorArguments.Length: 1 } ? mark.ConstructorArguments[0].Value as string : property.Name;
        string? problem = name is "" ? "is empty" : StorableText.NameProblem(name);
        if (problem is not null)
        {
            sink.Report(StoreRules.InvalidKeyName, property, property.Name, problem);
            return null;
        }

        if (_names.TryGetValue(name!, out string? earlier))
        {
            sink.Report(StoreRules.DuplicateKey, property, property.Name, name!, earlier);
            return null;
        }

        _names.Add(name!, property.Name);
        return name;
    }
}
