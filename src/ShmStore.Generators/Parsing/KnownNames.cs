using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>The names of the types that the parser knows, as in metadata.</summary>
internal static class KnownNames
{
    /// <summary>Marks a store.</summary>
    public const string SharedStoreAttribute = "ShmStore.SharedStoreAttribute";

    /// <summary>Marks an object.</summary>
    public const string SharedObjectAttribute = "ShmStore.SharedObjectAttribute";

    /// <summary>Renames a key.</summary>
    public const string SharedKeyAttribute = "ShmStore.SharedKeyAttribute";

    /// <summary>The base class of a store.</summary>
    public const string SharedStore = "ShmStore.SharedStore";

    /// <summary>One object under a key.</summary>
    public const string SharedEntry = "ShmStore.SharedEntry`1";

    /// <summary>An entry as the writer has it.</summary>
    public const string SharedEntryWriter = "ShmStore.SharedEntryWriter`1";

    /// <summary>One aligned word under a key.</summary>
    public const string SharedAtomic = "ShmStore.SharedAtomic`1";

    /// <summary>A document without a schema under a key.</summary>
    public const string SharedDocument = "ShmStore.SharedDocument";

    /// <summary>Objects under run-time keys.</summary>
    public const string SharedMap = "ShmStore.SharedMap`2";

    /// <summary>A map as the writer has it.</summary>
    public const string SharedMapWriter = "ShmStore.SharedMapWriter`2";

    /// <summary>One entry of a map.</summary>
    public const string SharedMapEntry = "ShmStore.SharedMapEntry`1";

    /// <summary>Documents without a schema under run-time keys.</summary>
    public const string SharedDocumentMap = "ShmStore.SharedDocumentMap`1";

    /// <summary>MongoDB.Bson's document.</summary>
    public const string BsonDocument = "MongoDB.Bson.BsonDocument";

    /// <summary>The namespace of MongoDB.Bson's mapping attributes.</summary>
    public const string BsonAttributes = "MongoDB.Bson.Serialization.Attributes";

    /// <summary>The namespace of the interfaces by which attributes change how MongoDB.Bson maps a type or member.</summary>
    public const string BsonSerialization = "MongoDB.Bson.Serialization";

    /// <summary>Whether the symbol is the top-level type of this metadata name.</summary>
    public static bool Is(this ITypeSymbol type, string metadataName) =>
        type.ContainingType is null
        && metadataName.EndsWith(type.MetadataName, StringComparison.Ordinal)
        && CSharpNames.NamespacePrefix(type) + type.MetadataName == metadataName;

    /// <summary>The symbol's attribute of this metadata name, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Is(metadataName) == true);
}
