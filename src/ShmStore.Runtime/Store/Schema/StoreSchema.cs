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
        (StoreName, Keys, Types) = SchemaDocument.Parse(new DocumentView(_document));
        _types = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
        foreach (TypeSchema type in Types)
        {
            _types.TryAdd(type.Name, type);
        }
    }

    /// <summary>Full name of the store's class.</summary>
    internal string StoreName { get; }

    /// <summary>Keys, in declared order.</summary>
    internal IReadOnlyList<KeySchema> Keys { get; }

    /// <summary>Object types, in order of first appearance.</summary>
    internal IReadOnlyList<TypeSchema> Types { get; }

    /// <summary>FNV-1a of the document.</summary>
    internal ulong Fingerprint { get; }

    /// <summary>The document's bytes.</summary>
    internal ReadOnlySpan<byte> Document => _document;

    /// <summary>The fields of a type; none when the schema does not describe it.</summary>
    internal IReadOnlyList<FieldSchema> FieldsOf(string type) => _types.TryGetValue(type, out TypeSchema? found) ? found.Fields : [];
}
