using System.Globalization;
using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>
/// Takes something that was appended apart, down to single fields: two programs that append a key of one name, whose objects have the same fields as far as both have any, mean the same.
/// </summary>
/// <remarks>Names of types do not count. A type that comes again within the same appended part is named by the place where it came first.</remarks>
internal sealed class AppendedParts
{
    private readonly StoreSchema _program;
    private readonly List<AppendedPart> _parts;
    private readonly Dictionary<string, string> _placeOfType = new(StringComparer.Ordinal);
    private readonly int _most;
    private int _depth;

    private AppendedParts(StoreSchema program, List<AppendedPart> parts, int most = int.MaxValue)
    {
        _program = program;
        _parts = parts;
        _most = most;
    }

    /// <summary>What a schema has more than the one of a store that it was made of.</summary>
    /// <param name="store">The one of the store.</param>
    /// <param name="extended">The other one.</param>
    /// <param name="most">When there are so many, no more are looked for: each key that was appended can take a type of the store's apart, however large that is.</param>
    public static List<AppendedPart> Between(StoreSchema store, StoreSchema extended, int most)
    {
        List<AppendedPart> parts = [];
        for (int i = store.Keys.Count; i < extended.Keys.Count && parts.Count < most; i++)
            new AppendedParts(extended, parts, most).AddKey($"{extended.StoreName}.{extended.Keys[i].Name}", $" {i}", extended.Keys[i]);
        foreach (TypeSchema type in store.Types)
        {
            List<FieldSchema> fields = extended.FieldsOf(type.Name);
            for (int i = type.Fields.Count; i < fields.Count && parts.Count < most; i++)
                new AppendedParts(extended, parts, most).AddField($"{type.Name}.{fields[i].Name}", $"{type.Name} {i}", fields[i]);
            foreach (KnownSchema known in extended.KnownOf(type.Name).Skip(type.Known.Count).TakeWhile(_ => parts.Count < most))
                new AppendedParts(extended, parts, most).AddKnown($"{type.Name} {known.Name}", PlaceOf(type.Name, known), known);
        }

        return parts;
    }

    /// <summary>Where a type that a value of another may be has its place, which is that of its name.</summary>
    /// <param name="place">The name of the other type in the store, or its place.</param>
    /// <param name="known">The type.</param>
    public static string PlaceOf(string place, KnownSchema known) => string.Create(CultureInfo.InvariantCulture, $"{place} | {known.Name.Length} {known.Name}");

    /// <summary>Adds a key.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, KeySchema key) => new AppendedParts(program, parts).AddKey(path, place, key);

    /// <summary>Adds a field.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, FieldSchema field) => new AppendedParts(program, parts).AddField(path, place, field);

    /// <summary>Adds a type that a value may be.</summary>
    public static void Add(List<AppendedPart> parts, StoreSchema program, string path, string place, KnownSchema known) => new AppendedParts(program, parts).AddKnown(path, place, known);

    private void AddKey(string path, string place, KeySchema key)
    {
        int at = _parts.Count;
        string type = key.Kind is KeyKinds.Entry or KeyKinds.Map ? AddObject(place, key.Type ?? "") : key.Type ?? "";
        _parts.Insert(at, new AppendedPart(path, place, $"{key.Name} {key.Kind} {key.Key} {type}"));
    }

    private void AddField(string path, string place, FieldSchema field)
    {
        // Before the parts of the objects in it.
        int at = _parts.Count;
        _parts.Insert(at, new AppendedPart(path, place, $"{field.Name} {Spell(place, FieldType.Parse(field.Type))} {field.Offset}{(field.Required ? " required" : "")}{(field.MayBeLeftOut ? " mayBeLeftOut" : "")}{(field.Default is { } omitted ? $" default {omitted}" : "")}"));
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
        // No document is nested any deeper, whatever a store says of its types.
        if (_depth == BsonLimits.DefaultDepth)
            return "";
        if (!_placeOfType.TryAdd(type, place))
            return "^" + _placeOfType[type];
        _depth++;
        List<FieldSchema> fields = _program.FieldsOf(type);
        for (int i = 0; i < fields.Count && _parts.Count < _most; i++)
            AddField($"{type}.{fields[i].Name}", $"{place} {i}", fields[i]);
        foreach (KnownSchema known in _program.KnownOf(type).TakeWhile(_ => _parts.Count < _most))
            AddKnown($"{type} {known.Name}", PlaceOf(place, known), known);

        _depth--;

        // Whoever expects it to be itself means something else than who expects one of several.
        return _program.KnownOf(type).Count > 0 ? "|" : "";
    }
}
