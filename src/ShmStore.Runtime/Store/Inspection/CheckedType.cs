using System.Text;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>What a schema says of one type, prepared once for looking at many documents: one costs what its elements cost, however many fields the type has.</summary>
internal sealed class CheckedType
{
    private readonly Field[] _fields;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly int[] _required;

    /// <summary>Prepares a type; nothing is said of one that the schema does not describe.</summary>
    public CheckedType(StoreSchema schema, string name)
    {
        List<FieldSchema> fields = schema.FieldsOf(name);
        _fields = [.. fields.Select(static field => new Field(Encoding.UTF8.GetBytes(field.Name), FieldType.Parse(field.Type)))];
        _required = [.. fields.Index().Where(static field => field.Item.Required).Select(static field => field.Index)];
        Fixed = [.. fields.Where(static field => field.Offset is not null).OrderBy(static field => field.Offset)];
        var byName = new Dictionary<byte[], int>(new BytesComparer());
        for (int i = 0; i < _fields.Length; i++)
            byName.TryAdd(_fields[i].Name, i);
        _byName = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        foreach (KnownSchema known in schema.KnownOf(name))
            _known.TryAdd(known.Name, known.Type);
    }

    /// <summary>Whether a value can be of one of several types, which the document then says.</summary>
    public bool HasKnown => _known.Count > 0;

    /// <summary>The fields of constant offset, in the order of these.</summary>
    public FieldSchema[] Fixed { get; }

    /// <summary>The type that a document means by a name; null if none.</summary>
    public string? Known(string name) => _known.GetValueOrDefault(name);

    /// <summary>The name of the first field that a document must have and has not; null if it has all.</summary>
    /// <param name="found">Numbers of the fields that it has.</param>
    public byte[]? FirstMissing(HashSet<int> found)
    {
        // Ends at the first that is missing, so it takes as long as the document is.
        foreach (int required in _required)
        {
            if (!found.Contains(required))
                return _fields[required].Name;
        }

        return null;
    }

    /// <summary>Finds the field of an element's name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out int number, out FieldType type)
    {
        bool isField = _byName.TryGetValue(name, out number);
        type = isField ? _fields[number].Type : default!;
        return isField;
    }

    private readonly record struct Field(byte[] Name, FieldType Type);
}
