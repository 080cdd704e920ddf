using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Decides everything about a store: its keys, and the object types that its schema lists.</summary>
internal static class StoreParser
{
    /// <summary>Parses a class marked as a store; problems go to the sink.</summary>
    public static ParsedStore Parse(INamedTypeSymbol type, ParseSession session, DiagnosticSink sink)
    {
        TypeDeclaration declaration = TypeDeclarationParser.Parse(type, StoreRules.NotPartial, sink);
        StoreShape.Check(type, sink);
        bool canHaveKeys = !sink.HasErrors;

        SchemaTypeCollector types = new(session);
        KeyParser parser = new(session, types, sink);
        List<KeyModel> keys = [];
        List<IPropertySymbol> properties = [.. type.GetMembers().OfType<IPropertySymbol>().Where(KeyShape.IsKey)];
        foreach (IPropertySymbol property in properties)
        {
            if (parser.Parse(property) is { } key)
                keys.Add(key);
        }

        if (properties.Count == 0 && !sink.HasErrors)
            sink.Report(StoreRules.NoKeys, type, type.Name);
        StoreModel model = new(declaration, CSharpNames.Qualified(type), CSharpNames.SchemaName(type), new(keys), types.Types, Marks.OnUse([type, .. properties]));
        return new ParsedStore(model, canHaveKeys && sink.HasErrors ? new StubsModel(declaration, new(KeyStubs.Of(properties, session))) : null);
    }
}
