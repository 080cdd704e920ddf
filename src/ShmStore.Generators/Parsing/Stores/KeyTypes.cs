using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>The types that a key may have, one method each.</summary>
internal static class KeyTypes
{
    /// <summary>Whether the type is one that only keys have.</summary>
    public static bool IsShared(ITypeSymbol type) => Kind(type) is not null;

    /// <summary>
    /// What lies under a key of the property's type; null after reporting that it is no key type. Types that do not exist are the compiler's to report.
    /// </summary>
    public static KeyValue? Parse(IPropertySymbol property, SchemaTypeCollector types, DiagnosticSink sink)
    {
        if (property.Type is not INamedTypeSymbol type || Kind(type) is not { } kind)
        {
            if (property.Type is not IErrorTypeSymbol)
                sink.Report(StoreRules.UnsupportedKeyType, property, property.Name, CSharpNames.Display(property.Type), KeyTypeHints.For(property.Type));
            return null;
        }

        if (type.TypeArguments.Any(static argument => argument is IErrorTypeSymbol))
            return null;
        return kind switch
        {
            KeyKind.Entry => Entry(property, type.TypeArguments[0], types, sink),
            KeyKind.Atomic => Atomic(property, type.TypeArguments[0], sink),
            KeyKind.Map => Map(property, type.TypeArguments[0], type.TypeArguments[1], types, sink),
            KeyKind.DocumentMap => MapKeyTypes.Parse(property, type.TypeArguments[0], sink) is { } key ? new KeyValue(kind, "", "", key) : null,
            _ => new KeyValue(kind, "", "", null),
        };
    }

    private static KeyKind? Kind(ITypeSymbol type)
    {
        ITypeSymbol definition = type.OriginalDefinition;
        return definition.Is(KnownNames.SharedEntry) ? KeyKind.Entry
            : definition.Is(KnownNames.SharedAtomic) ? KeyKind.Atomic
            : definition.Is(KnownNames.SharedDocument) ? KeyKind.Document
            : definition.Is(KnownNames.SharedMap) ? KeyKind.Map
            : definition.Is(KnownNames.SharedDocumentMap) ? KeyKind.DocumentMap
            : null;
    }

    private static KeyValue? Entry(IPropertySymbol property, ITypeSymbol value, SchemaTypeCollector types, DiagnosticSink sink) =>
        EntryValues.Parse(property, value, types, sink) is { } found ? Objects(KeyKind.Entry, found, null) : null;

    private static KeyValue? Map(IPropertySymbol property, ITypeSymbol key, ITypeSymbol value, SchemaTypeCollector types, DiagnosticSink sink)
    {
        MapKeyType? mapKey = MapKeyTypes.Parse(property, key, sink);
        INamedTypeSymbol? found = EntryValues.Parse(property, value, types, sink);
        return mapKey is not null && found is not null ? Objects(KeyKind.Map, found, mapKey) : null;
    }

    private static KeyValue Objects(KeyKind kind, INamedTypeSymbol value, MapKeyType? mapKey) =>
        new(kind, CSharpNames.QualifiedNotNull(value), CSharpNames.SchemaName(value), mapKey);

    private static KeyValue? Atomic(IPropertySymbol property, ITypeSymbol value, DiagnosticSink sink)
    {
        if (AtomicTypes.Schema(value) is { } schema)
            return new KeyValue(KeyKind.Atomic, CSharpNames.Qualified(value), schema, null);
        sink.Report(StoreRules.UnsupportedAtomicType, property, property.Name, CSharpNames.Display(value));
        return null;
    }
}
