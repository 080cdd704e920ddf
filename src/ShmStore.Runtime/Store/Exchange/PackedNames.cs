using ShmStore.Store.Schema;

namespace ShmStore.Store.Exchange;

/// <summary>Names in the packed form: a key's own name, or that of a map, a slash and the text of the entry's key.</summary>
internal static class PackedNames
{
    private const char Separator = '/';

    /// <summary>The name of a map's entry.</summary>
    /// <exception cref="InvalidOperationException">It is also the name of another key, or one that an entry of another map could have.</exception>
    public static string OfEntry(StoreSchema schema, int map, string entry)
    {
        string name = schema.Keys[map].Name + Separator + entry;
        return Find(schema, name) == (map, entry)
            ? name
            : throw new InvalidOperationException(
                $"The entry \"{entry}\" of '{schema.Keys[map].Name}' cannot be exported from {schema.StoreName}: '{name}' could also belong to the key '{schema.Keys[Find(schema, name).Key].Name}'.");
    }

    /// <summary>The key that a name belongs to, -1 for none; and the text of the entry's key, if that is a map.</summary>
    /// <remarks>The whole name counts most, then the longest name of a map.</remarks>
    public static (int Key, string? Entry) Find(StoreSchema schema, string name)
    {
        int found = -1;
        for (int i = 0; i < schema.Keys.Count; i++)
        {
            KeySchema key = schema.Keys[i];
            if (key.Kind is not (KeyKinds.Map or KeyKinds.DocumentMap))
            {
                if (key.Name == name)
                    return (i, null);
            }
            else if (name.Length > key.Name.Length && name[key.Name.Length] == Separator && name.StartsWith(key.Name, StringComparison.Ordinal)
                && (found < 0 || key.Name.Length > schema.Keys[found].Name.Length))
            {
                found = i;
            }
        }

        return (found, found < 0 ? null : name[(schema.Keys[found].Name.Length + 1)..]);
    }
}
