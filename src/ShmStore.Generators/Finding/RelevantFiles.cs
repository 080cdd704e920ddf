namespace ShmStore.Generators.Finding;

/// <summary>
/// Finds the files that can have a say in what becomes of the marked types: those that may have one, those that concern all, and those that declare
/// a name which the declarations of one of these use. A symbol of any other file cannot be reached from a marked type, as nothing there names it.
/// </summary>
internal static class RelevantFiles
{
    /// <summary>The declarations of the files, in the order of the files; none where no type can be marked.</summary>
    public static List<FileDeclarations> Of(IReadOnlyList<FileFacts> files, CancellationToken cancellation)
    {
        HashSet<string> globalAliases = new(files.SelectMany(static file => file.Outline.GlobalAliases), StringComparer.Ordinal);
        bool[] relevant = [.. files.Select(file => file.MayBeMarked(globalAliases))];
        if (!relevant.Contains(true))
            return [];

        // A type whose name differs in case only decides about the names of emitted files.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < files.Count; i++)
        {
            relevant[i] |= files[i].Outline.ConcernsAll;
            if (relevant[i])
                names.UnionWith(files[i].Declarations.Names);
        }

        while (Grow(files, relevant, names))
            cancellation.ThrowIfCancellationRequested();
        return [.. files.Where((_, i) => relevant[i]).Select(static file => file.Declarations)];
    }

    private static bool Grow(IReadOnlyList<FileFacts> files, bool[] relevant, HashSet<string> names)
    {
        bool grown = false;
        for (int i = 0; i < files.Count; i++)
        {
            if (relevant[i] || !Array.Exists(files[i].Outline.Names, names.Contains))
                continue;
            relevant[i] = grown = true;
            names.UnionWith(files[i].Declarations.Names);
        }

        return grown;
    }
}
