using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>The types that a key may have, one method each.</summary>
internal static class KeyTypes
{
    /// <summary>Whether the type is one that only keys have.</summary>
    public static bool IsShared(ITypeSymbol type) =>
        type.OriginalDefinition.Is(KnownNames.SharedEntry)
        || type.OriginalDefinition.Is(KnownNames.SharedAtomic)
        || type.Is(KnownNames.SharedDocument);

    /// <summary>
    /// What lies under a key of the property's type; null after reporting that it is no key type. Types that do not exist are the compiler's to report.
    /// </summary>
    public static KeyValue? Parse(IPropertySymbol property, SchemaTypeCollector types, DiagnosticSink sink)
    {
        if (property.Type is IErrorTypeSymbol || (property.Type is INamedTypeSymbol { Arity: 1 } generic && generic.TypeArguments[0] is IErrorTypeSymbol))
            return null;
        if (property.Type.OriginalDefinition.Is(KnownNames.SharedEntry))
            return Entry(property, ((INamedTypeSymbol)property.Type).TypeArguments[0], types, sink);
        if (property.Type.OriginalDefinition.Is(KnownNames.SharedAtomic))
            return Atomic(property, ((INamedTypeSymbol)property.Type).TypeArguments[0], sink);
        if (property.Type.Is(KnownNames.SharedDocument))
            return new KeyValue(KeyKind.Document, "", "");
        string hint = property.Type.FindAttribute(KnownNames.SharedObjectAttribute) is not null ? $". Did you mean SharedEntry<{property.Type.Name}>?"
            : AtomicSchema(property.Type) is not null ? $". Did you mean SharedAtomic<{CSharpNames.Display(property.Type)}>?"
            : "";
        sink.Report(StoreRules.UnsupportedKeyType, property, property.Name, CSharpNames.Display(property.Type), hint);
        return null;
    }

    private static KeyValue? Entry(IPropertySymbol property, ITypeSymbol value, SchemaTypeCollector types, DiagnosticSink sink)
    {
        if (value is INamedTypeSymbol named && value.FindAttribute(KnownNames.SharedObjectAttribute) is not null && value.NullableAnnotation != NullableAnnotation.Annotated && value.TypeKind != TypeKind.Interface)
        {
            types.Add(named);
            return new KeyValue(KeyKind.Entry, CSharpNames.QualifiedNotNull(value), CSharpNames.SchemaName(value));
        }

        string hint = value.NullableAnnotation == NullableAnnotation.Annotated ? "remove the '?', an entry without a value says so itself"
            : value.TypeKind == TypeKind.Interface ? "an interface can be a member's type, an entry needs a class: an abstract one with [BsonKnownTypes], or one that holds the member"
            : AtomicSchema(value) is not null ? $"use SharedAtomic<{CSharpNames.Display(value)}>, or put the value into a shared object"
            : value.DeclaringSyntaxReferences.Length > 0 ? $"mark '{value.Name}' [SharedObject] and make it partial"
            : "put the value into a class, record or struct of your own marked [SharedObject]";
        sink.Report(StoreRules.EntryNotSharedObject, property, property.Name, CSharpNames.Display(value), hint);
        return null;
    }

    private static KeyValue? Atomic(IPropertySymbol property, ITypeSymbol value, DiagnosticSink sink)
    {
        if (AtomicSchema(value) is { } schema)
            return new KeyValue(KeyKind.Atomic, CSharpNames.Qualified(value), schema);
        sink.Report(StoreRules.UnsupportedAtomicType, property, property.Name, CSharpNames.Display(value));
        return null;
    }

    private static string? AtomicSchema(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Boolean
            ? FieldTypeParser.Describe(type).Type!.Schema
            : null;
}
