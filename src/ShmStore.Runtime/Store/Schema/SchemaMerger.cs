namespace ShmStore.Store.Schema;

/// <summary>Joins two compatible schemas, each of which may have appended something: of every list of keys or fields, the longer one, and of the types that a value may be, all.</summary>
internal static class SchemaMerger
{
    /// <summary>The schema document that describes everything in both. Names of types are those of the program.</summary>
    public static byte[] Merge(StoreSchema program, StoreSchema store, SchemaComparer comparison)
    {
        if (!comparison.StoreExtends)
        {
            return program.Document.ToArray();
        }

        var types = new List<TypeSchema>();
        foreach (TypeSchema type in program.Types)
        {
            string? counterpart = comparison.StoreNameOf(type.Name);
            types.Add(counterpart is null ? type : type with { Fields = Longer(type.Fields, store.FieldsOf(counterpart)), Known = Both(type.Known, store.KnownOf(counterpart)) });
        }

        // Fields and discriminators that only the store has may speak of types that only the store has.
        HashSet<string> known = [.. types.Select(static type => type.Name)];
        types.AddRange(store.Types.Where(type => known.Add(type.Name)));
        return new SchemaDocument(store.StoreName, Longer(program.Keys, store.Keys), types).ToBytes();
    }

    private static List<KnownSchema> Both(List<KnownSchema> program, List<KnownSchema> store) =>
        [.. program, .. store.Where(known => program.TrueForAll(other => other.Name != known.Name))];

    private static List<T> Longer<T>(List<T> program, List<T> store) => program.Count > store.Count ? program : store;
}
