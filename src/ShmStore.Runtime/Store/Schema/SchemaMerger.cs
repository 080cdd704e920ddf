namespace ShmStore.Store.Schema;

/// <summary>
/// Adds what a program's schema has appended to the store's. Types keep the names that the store has for them: places of claims are spelt with these, and the program's may mean other types there.
/// </summary>
internal sealed class SchemaMerger
{
    private readonly StoreSchema _program;
    private readonly StoreSchema _store;
    private readonly SchemaComparer _comparison;
    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeSchema> _types = new(StringComparer.Ordinal);

    private SchemaMerger(StoreSchema program, StoreSchema store, SchemaComparer comparison)
    {
        _program = program;
        _store = store;
        _comparison = comparison;
        _taken = [.. store.Types.Select(static type => type.Name)];
    }

    /// <summary>The schema that describes everything in both, which have no differences.</summary>
    public static StoreSchema Merge(StoreSchema program, StoreSchema store, SchemaComparer comparison) => new(new SchemaMerger(program, store, comparison).Merge().ToBytes());

    private SchemaDocument Merge()
    {
        foreach (TypeSchema type in _program.Types)
            _names.TryAdd(type.Name, NameInStore(type.Name));
        foreach (TypeSchema type in _store.Types)
            _types.TryAdd(type.Name, Extended(type));
        foreach (TypeSchema type in _program.Types)
            _types.TryAdd(_names[type.Name], new TypeSchema(_names[type.Name], [.. type.Fields.Select(Translated)], [.. type.Known.Select(Translated)]));
        List<KeySchema> keys = [.. _store.Keys, .. _program.Keys.Skip(_store.Keys.Count).Select(Translated)];
        return new SchemaDocument(_store.StoreName, keys, InOrder(keys));
    }

    // One that is the program's only, or that the store has several of, gets a name that nothing else has there.
    private string NameInStore(string name)
    {
        if (_comparison.Counterparts(name) is [string counterpart])
            return counterpart;
        string free = name;
        for (int i = 2; !_taken.Add(free); i++)
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}~{i}");
        return free;
    }

    // What several of the program's types have appended to one of the store's is the same, as far as each goes.
    private TypeSchema Extended(TypeSchema type)
    {
        List<FieldSchema> fields = [.. type.Fields];
        List<KnownSchema> known = [.. type.Known];
        foreach (string programName in _comparison.CounterpartsInProgram(type.Name))
        {
            fields.AddRange(_program.FieldsOf(programName).Skip(fields.Count).Select(Translated));
            known.AddRange(_program.KnownOf(programName).Where(other => known.TrueForAll(there => there.Name != other.Name)).Select(Translated));
        }

        return new TypeSchema(type.Name, fields, known);
    }

    private KeySchema Translated(KeySchema key) =>
        key is { Kind: KeyKinds.Entry or KeyKinds.Map, Type: { } type } ? key with { Type = Translated(type) } : key;

    private FieldSchema Translated(FieldSchema field) => field with { Type = FieldType.Parse(field.Type).WithObjectNames(Translated) };

    private KnownSchema Translated(KnownSchema known) => known with { Type = Translated(known.Type) };

    private string Translated(string type) => _names.GetValueOrDefault(type, type);

    // Of first appearance from the keys on, known types before those of the fields, as the generator lists them. Not a recursion: the store's schema decides how many types follow from one another.
    private List<TypeSchema> InOrder(List<KeySchema> keys)
    {
        List<TypeSchema> ordered = [];
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(keys.Where(static key => key.Kind is KeyKinds.Entry or KeyKinds.Map).Select(static key => key.Type ?? "").Reverse());
        while (pending.TryPop(out string? name))
        {
            if (!_types.TryGetValue(name, out TypeSchema? type) || !listed.Add(name))
                continue;
            ordered.Add(type);
            IEnumerable<string> references = [.. type.Known.Select(static known => known.Type), .. type.Fields.SelectMany(static field => FieldType.Parse(field.Type).ObjectNames)];
            foreach (string reference in references.Reverse())
                pending.Push(reference);
        }

        return ordered;
    }
}
