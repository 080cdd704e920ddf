using ShmStore.Store.Maps;

namespace ShmStore.Store.Schema;

/// <summary>Compares the schema of a program with the schema of a store, key by key and field by field.</summary>
/// <remarks>
/// Schemas grow by appending: of two lists of keys, or of fields of a type, one must be the beginning of the other. Then slots and the offsets of fixed fields agree as far as both lists go.
/// Names of types do not matter, their fields do: a type may move to another namespace. Types that a value may be are compared where both know the discriminator.
/// </remarks>
internal sealed class SchemaComparer
{
    private readonly StoreSchema _program;
    private readonly StoreSchema _store;
    private readonly List<SchemaDifference> _differences = [];
    private readonly List<AppendedPart> _appended = [];
    private readonly HashSet<(string Program, string Store)> _comparedTypes = [];
    private readonly Dictionary<string, List<string>> _counterparts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _counterpartsInProgram = new(StringComparer.Ordinal);

    // Not a recursion: the store's schema decides how many types follow from one another.
    private readonly Queue<(string Program, string Store)> _pending = [];

    private SchemaComparer(StoreSchema program, StoreSchema store)
    {
        _program = program;
        _store = store;
    }

    /// <summary>What the program's schema has appended and the store's lacks, as the program has it.</summary>
    public IReadOnlyList<AppendedPart> Appended => _appended;

    /// <summary>What stands in the way of using both together; empty when they are compatible.</summary>
    public IReadOnlyList<SchemaDifference> Differences => _differences;

    /// <summary>Compares; O(keys + fields), and of two lists with other names or another order, the product of their lengths.</summary>
    public static SchemaComparer Compare(StoreSchema program, StoreSchema store)
    {
        var comparer = new SchemaComparer(program, store);
        comparer.CompareLists(
            program.Keys, store.Keys, program.StoreName, "", static key => key.Name, comparer.CompareKeys, static _ => false, (path, place, key) => AppendedParts.Add(comparer._appended, program, path, place, key));
        while (comparer._pending.TryDequeue(out (string Program, string Store) pair))
        {
            comparer.CompareTypes(pair.Program, pair.Store);
        }

        comparer.CompareAppended();
        return comparer;
    }

    /// <summary>Names in the store of the types that were compared with the one that the program calls so.</summary>
    public IReadOnlyList<string> Counterparts(string programName) => _counterparts.GetValueOrDefault(programName, []);

    /// <summary>Names in the program of the types that were compared with the one that the store calls so.</summary>
    public IReadOnlyList<string> CounterpartsInProgram(string storeName) => _counterpartsInProgram.GetValueOrDefault(storeName, []);

    private void CompareLists<TItem>(
        IReadOnlyList<TItem> program, IReadOnlyList<TItem> store, string path, string place, Func<TItem, string> nameOf, Action<TItem, TItem, string> compare, Func<TItem, bool> isRequired, Action<string, string, TItem> append)
    {
        List<string> programNames = [.. program.Select(nameOf)];
        List<string> storeNames = [.. store.Select(nameOf)];
        int common = Math.Min(program.Count, store.Count);
        bool isPrefix = programNames.Take(common).SequenceEqual(storeNames.Take(common));

        for (int i = 0; i < program.Count; i++)
        {
            string name = programNames[i];
            string itemPath = $"{path}.{name}";
            int at = storeNames.IndexOf(name);
            if (at >= 0)
            {
                compare(program[i], store[at], itemPath);
                if (at != i)
                {
                    Add(SchemaDifferenceKind.OrderChanged, itemPath, $"number {i + 1} in the program, number {at + 1} in the store");
                }
            }
            else if (!isPrefix)
            {
                Add(SchemaDifferenceKind.Removed, itemPath, $"number {i + 1} in the program, not in the store");
            }
            else if (isRequired(program[i]))
            {
                Add(SchemaDifferenceKind.RequiredAppended, itemPath, "required in the program, and documents of the store do not have it");
            }
            else
            {
                append(itemPath, $"{place} {i}", program[i]);
            }
        }

        for (int i = 0; i < store.Count; i++)
        {
            string itemPath = $"{path}.{storeNames[i]}";
            if (programNames.Contains(storeNames[i]))
            {
                continue;
            }

            if (!isPrefix)
            {
                Add(SchemaDifferenceKind.Added, itemPath, $"number {i + 1} in the store, not in the program");
            }
            else if (isRequired(store[i]))
            {
                Add(SchemaDifferenceKind.RequiredAppended, itemPath, "required in the store, and documents of the program do not have it");
            }
        }
    }

    private void CompareKeys(KeySchema program, KeySchema store, string path)
    {
        if (program.Kind != store.Kind)
        {
            Add(SchemaDifferenceKind.TypeChanged, path, $"{program.Kind} in the program, {store.Kind} in the store");
        }
        else if (program.Key != store.Key)
        {
            Add(SchemaDifferenceKind.TypeChanged, path, $"keys of type {program.Key} in the program, {store.Key} in the store");
        }
        else if (program.Kind is KeyKinds.Entry or KeyKinds.Map)
        {
            CompareLater(program.Type ?? "", store.Type ?? "");
        }
        else if (program.Type != store.Type)
        {
            Add(SchemaDifferenceKind.TypeChanged, path, $"{program.Type} in the program, {store.Type} in the store");
        }
    }

    private void CompareLater(string program, string store)
    {
        if (_comparedTypes.Add((program, store)))
        {
            _pending.Enqueue((program, store));
            Note(_counterparts, program, store);
            Note(_counterpartsInProgram, store, program);
        }
    }

    private static void Note(Dictionary<string, List<string>> counterparts, string type, string counterpart)
    {
        if (!counterparts.TryGetValue(type, out List<string>? known))
        {
            counterparts.Add(type, known = []);
        }

        known.Add(counterpart);
    }

    private void CompareTypes(string program, string store)
    {
        CompareLists(
            _program.FieldsOf(program), _store.FieldsOf(store), program, store, static field => field.Name, CompareFields, static field => field.Required,
            (path, place, field) => AppendedParts.Add(_appended, _program, path, place, field));
        List<KnownSchema> programKnown = _program.KnownOf(program);
        List<KnownSchema> storeKnown = _store.KnownOf(store);
        if ((programKnown.Count == 0) != (storeKnown.Count == 0))
        {
            // Whoever expects it to be itself reads a value of a derived type without its own members, and writes it back so.
            const string several = "may be one of several types";
            const string itself = "always itself";
            Add(SchemaDifferenceKind.TypeChanged, program, programKnown.Count == 0 ? $"{itself} in the program, {several} in the store" : $"{several} in the program, {itself} in the store");
            return;
        }

        foreach (KnownSchema known in programKnown)
        {
            if (storeKnown.Find(other => other.Name == known.Name) is { } counterpart)
            {
                CompareLater(known.Type, counterpart.Type);
            }
            else
            {
                AppendedParts.Add(_appended, _program, $"{program} {known.Name}", AppendedParts.PlaceOf(store, known), known);
            }
        }
    }

    // Two types of the program can be one in the store, as long as they mean the same.
    private void CompareAppended()
    {
        foreach (IGrouping<string, AppendedPart> place in _appended.GroupBy(static part => part.Place))
        {
            if (place.FirstOrDefault(part => part.Content != place.First().Content) is { } other)
                Add(SchemaDifferenceKind.TypeChanged, other.Path, $"appended to the type of the store to which the program also appends {place.First().Path}, which is something else");
        }
    }

    private void CompareFields(FieldSchema program, FieldSchema store, string path)
    {
        if (program.Required && !store.Required)
        {
            // Documents from before it was appended may lack it. The other way round nothing is missing, if the program always writes it.
            Add(SchemaDifferenceKind.TypeChanged, path, "required in the program, optional in the store");
        }
        else if (store is { Required: true, MayBeLeftOut: false } && program.MayBeLeftOut)
        {
            Add(SchemaDifferenceKind.TypeChanged, path, "left out at times by the program, required in the store");
        }
        else if (program is { Required: true, MayBeLeftOut: false } && store.MayBeLeftOut)
        {
            Add(SchemaDifferenceKind.TypeChanged, path, "required in the program, left out at times in the store");
        }
        else if (program is { MayBeLeftOut: true, Required: false } && store is { MayBeLeftOut: true, Required: false } && program.Default != store.Default)
        {
            // Each would read another value than the other left out.
            Add(SchemaDifferenceKind.TypeChanged, path, $"left out, it stands for {ShowDefault(program)} in the program, {ShowDefault(store)} in the store");
        }

        var programType = FieldType.Parse(program.Type);
        var storeType = FieldType.Parse(store.Type);
        if (CompareFieldTypes(programType, storeType, path) && program.Offset != store.Offset)
        {
            Add(SchemaDifferenceKind.OrderChanged, path, $"at offset {Show(program.Offset)} in the program, {Show(store.Offset)} in the store");
        }

        static string ShowDefault(FieldSchema field) => field.Default is { } value ? ShownKey.Escape(value) : "the default of its type";

        static string Show(int? offset) => offset?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
    }

    // False if they differ, objects in them aside.
    private bool CompareFieldTypes(FieldType program, FieldType store, string path)
    {
        if (!program.HasShapeOf(store))
        {
            Add(SchemaDifferenceKind.TypeChanged, path, $"{program.Text} in the program, {store.Text} in the store");
            return false;
        }

        if (program.ObjectName is { } programObject && store.ObjectName is { } storeObject)
        {
            CompareLater(programObject, storeObject);
        }

        bool same = true;
        for (int i = 0; i < program.Parts.Count; i++)
        {
            same &= CompareFieldTypes(program.Parts[i], store.Parts[i], path + program.PartName(i));
        }

        return same;
    }

    private void Add(SchemaDifferenceKind kind, string path, string detail) => _differences.Add(new SchemaDifference(kind, path, detail));
}
