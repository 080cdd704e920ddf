namespace ShmStore.Generators.Finding;

/// <summary>Which files can have a say in what another one means: those that declare a type which one of its names may mean.</summary>
internal sealed class FileGraph
{
    private readonly IReadOnlyList<FileFacts> _files;
    private readonly int[]?[] _next;
    private readonly List<int> _concernAll = [];
    private readonly HashSet<string> _globalNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameIndex _index = new();

    /// <summary>The graph of all files of a compilation.</summary>
    public FileGraph(IReadOnlyList<FileFacts> files)
    {
        _files = files;
        _next = new int[]?[files.Count];
        for (int file = 0; file < files.Count; file++)
        {
            foreach (DeclaredType type in files[file].Outline.Types)
                _index.Add(file, type);
            if (!files[file].Outline.ConcernsAll)
                continue;
            _concernAll.Add(file);
            _globalNames.UnionWith(files[file].Names);
        }
    }

    /// <summary>The files that can be reached from one, itself and those that concern all among them, in the order of the files.</summary>
    public List<int> From(int start)
    {
        HashSet<int> reached = [start, .. _concernAll];
        Stack<int> open = new(reached);
        while (open.Count > 0)
        {
            int file = open.Pop();
            foreach (int next in _next[file] ??= Next(file))
            {
                if (reached.Add(next))
                    open.Push(next);
            }
        }

        return [.. reached.OrderBy(static file => file)];
    }

    private int[] Next(int file) => [.. _index.Find(_files[file].Names, _globalNames).Distinct()];
}
