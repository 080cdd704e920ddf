using System.ComponentModel;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Schema;

namespace ShmStore;

/// <summary>A schema: the keys of a store and the object types behind them, as the generator wrote them into a BSON document.</summary>
/// <remarks>For generated code. Immutable and thread-safe.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StoreSchema
{
    private readonly byte[] _document;
    private readonly Dictionary<string, TypeSchema> _types;

    /// <summary>Parses a schema document.</summary>
    /// <exception cref="BsonFormatException">The document is not valid BSON, or something every schema has is missing.</exception>
    public StoreSchema(ReadOnlySpan<byte> schemaDocument)
    {
        BsonValidation.Validate(schemaDocument);
        _document = schemaDocument.ToArray();
        Fingerprint = Fnv1a.Hash(_document);
        Content = SchemaDocument.Parse(_document);
        _types = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
        foreach (TypeSchema type in Content.Types)
        {
            _types.TryAdd(type.Name, type);
        }
    }

    /// <summary>What the document says.</summary>
    internal SchemaDocument Content { get; }

    /// <summary>Full name of the store's class.</summary>
    internal string StoreName => Content.StoreName;

    /// <summary>Keys, in declared order.</summary>
    internal List<KeySchema> Keys => Content.Keys;

    /// <summary>Object types, in order of first appearance.</summary>
    internal List<TypeSchema> Types => Content.Types;

    /// <summary>FNV-1a of the document.</summary>
    internal ulong Fingerprint { get; }

    /// <summary>The document's bytes.</summary>
    internal ReadOnlySpan<byte> Document => _document;

    /// <summary>The types that a value of a type may be; none when the schema does not describe it, or it is always exactly itself.</summary>
    internal List<KnownSchema> KnownOf(string type) => _types.TryGetValue(type, out TypeSchema? found) ? found.Known : [];

    /// <summary>The fields of a type; none when the schema does not describe it.</summary>
    internal List<FieldSchema> FieldsOf(string type) => _types.TryGetValue(type, out TypeSchema? found) ? found.Fields : [];
}
