namespace ShmStore.Store.Schema;

/// <summary>
/// Takes something that was appended apart, down to single fields: two programs that append a key of one name, whose objects have the same fields as far as both have any, mean the same.
/// </summary>
/// <remarks>Names of types do not count. A type that comes again within what was appended is named by the place where it came first.</remarks>
internal sealed class AppendedParts
{
    private readonly StoreSchema _program;
    private readonly List<AppendedPart> _parts;
    private readonly Dictionary<string, string> _placeOfType = new(StringComparer.Ordinal);

    private AppendedParts(StoreSchema program, List<AppendedPart> parts)
    {
        _program = program;
        _parts = parts;
    }

    /// <summary>Adds a key.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, KeySchema key)
    {
        bool hasObjects = key.Kind is StoreKind.Entry or StoreKind.Map;
        parts.Add(new AppendedPart(path, place, $"{key.Name} {key.Kind} {key.Key} {(hasObjects ? "" : key.Type)}"));
        if (hasObjects)
            new AppendedParts(program, parts).AddObject(place, key.Type ?? "");
    }

    /// <summary>Adds a field.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, FieldSchema field) => new AppendedParts(program, parts).AddField(path, place, field);

    /// <summary>Adds a type that a value may be.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, KnownSchema known) => new AppendedParts(program, parts).AddKnown(path, place, known);

    private void AddField(string path, string place, FieldSchema field)
    {
        // Before the parts of the objects in it.
        int at = _parts.Count;
        _parts.Insert(at, new AppendedPart(path, place, $"{field.Name} {Spell(place, FieldType.Parse(field.Type))} {field.Offset}"));
    }

    private void AddKnown(string path, string place, KnownSchema known)
    {
        int at = _parts.Count;
        _parts.Insert(at, new AppendedPart(path, place, known.Name + AddObject(place, known.Type)));
    }

    private string Spell(string place, FieldType type)
    {
        string text = type.Parts.Count == 0 && type.ObjectName is null ? type.Text : type.Shape;
        if (type.ObjectName is { } name)
            text += AddObject(place, name);
        return text + string.Concat(type.Parts.Select((part, i) => $"<{Spell($"{place}<{i}", part)}>"));
    }

    // Where the type came before; nothing if it did not.
    private string AddObject(string place, string type)
    {
        if (!_placeOfType.TryAdd(type, place))
            return "^" + _placeOfType[type];
        List<FieldSchema> fields = _program.FieldsOf(type);
        for (int i = 0; i < fields.Count; i++)
            AddField($"{type}.{fields[i].Name}", $"{place} {i}", fields[i]);
        foreach (KnownSchema known in _program.KnownOf(type))
            AddKnown($"{type} {known.Name}", $"{place} | {known.Name}", known);

        return "";
    }
}
