using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>The types that an entry's object may have, of a single entry and of those of a map.</summary>
internal static class EntryValues
{
    /// <summary>The object type, which is added to the schema's; null after reporting that it is none, or where it cannot be made one, which is reported where it is declared.</summary>
    public static INamedTypeSymbol? Parse(IPropertySymbol property, ITypeSymbol value, SchemaTypeCollector types, DiagnosticSink sink)
    {
        if (IsShared(value) && value.NullableAnnotation != NullableAnnotation.Annotated)
        {
            if (!IsGenerated(value))
                return null;
            types.Add((INamedTypeSymbol)value);
            return (INamedTypeSymbol)value;
        }

        sink.Report(StoreRules.EntryNotSharedObject, property, property.Name, CSharpNames.Display(value), Hint(property, value));
        return null;
    }

    /// <summary>Whether the type is marked as a shared object, and is none of which there is no more than its known types.</summary>
    public static bool IsShared(ITypeSymbol value) => value is INamedTypeSymbol { TypeKind: not TypeKind.Interface } && value.FindAttribute(KnownNames.SharedObjectAttribute) is not null;

    /// <summary>Whether it is, and what is generated makes it implement the interface of one.</summary>
    public static bool IsGenerated(ITypeSymbol value) => IsShared(value) && ObjectShape.IsReopened((INamedTypeSymbol)value);

    private static string Hint(IPropertySymbol property, ITypeSymbol value)
    {
        bool inMap = property.Type.OriginalDefinition.Is(KnownNames.SharedMap);
        return value.NullableAnnotation == NullableAnnotation.Annotated ? inMap ? "remove the '?', a key without a value is not in the map" : "remove the '?', an entry without a value says so itself"
            : value.TypeKind == TypeKind.Interface ? "an interface can be a member's type, an entry needs a class: an abstract one with [BsonKnownTypes], or one that holds the member"
            : value.Is(KnownNames.BsonDocument) ? inMap ? $"use SharedDocumentMap<{CSharpNames.Display(((INamedTypeSymbol)property.Type).TypeArguments[0])}>" : "use SharedDocument"
            : !inMap && AtomicTypes.Schema(value) is not null ? $"use SharedAtomic<{CSharpNames.Display(value)}>, or put the value into a shared object"
            : value.DeclaringSyntaxReferences.Length > 0 ? $"mark '{value.Name}' [SharedObject] and make it partial"
            : "put the value into a class, record or struct of your own marked [SharedObject]";
    }
}
