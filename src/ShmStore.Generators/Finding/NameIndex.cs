namespace ShmStore.Generators.Finding;

/// <summary>Which files declare a type of a name, namespace by namespace.</summary>
internal sealed class NameIndex
{
    // A type whose name differs in case only decides about the names of emitted files.
    private readonly Dictionary<string, Dictionary<string, List<int>>> _spaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _spacesByEnd = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a type that a file declares.</summary>
    public void Add(int file, DeclaredType type)
    {
        if (!_spaces.TryGetValue(type.Space, out Dictionary<string, List<int>>? types))
        {
            _spaces.Add(type.Space, types = new(StringComparer.OrdinalIgnoreCase));
            Slot(_spacesByEnd, Segments(type.Space).Last()).Add(type.Space);
        }

        Slot(types, type.Name).Add(file);
    }

    /// <summary>
    /// The files that declare a type which can be meant by one of the names, with repetitions. To get at a namespace all of its own names have to be
    /// written: around the declarations, in a using, or before the type's.
    /// </summary>
    /// <param name="names">Names that stand in a file.</param>
    /// <param name="global">Names that stand in files that concern all.</param>
    public IEnumerable<int> Find(HashSet<string> names, HashSet<string> global)
    {
        List<Dictionary<string, List<int>>> visible = [.. names.Concat(global).Append("")
            .SelectMany(end => _spacesByEnd.TryGetValue(end, out List<string>? spaces) ? spaces : [])
            .Distinct()
            .Where(space => Segments(space).All(segment => segment.Length == 0 || names.Contains(segment) || global.Contains(segment)))
            .Select(space => _spaces[space])];
        return names.SelectMany(name => visible.SelectMany(types => types.TryGetValue(name, out List<int>? files) ? files : []));
    }

    private static string[] Segments(string space) => space.Split('.');

    private static List<T> Slot<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
            lists.Add(key, list = []);
        return list;
    }
}
