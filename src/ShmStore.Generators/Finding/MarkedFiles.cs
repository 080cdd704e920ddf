using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Finding;

/// <summary>Finds the files of a compilation that may have marked types, or types whose mark was forgotten.</summary>
internal static class MarkedFiles
{
    /// <summary>The files, in order.</summary>
    public static IEnumerable<MarkedFile> Of(Compilation compilation, ProjectSignature project, CancellationToken cancellation)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        FileFacts[] files = [.. trees.Select(FileFacts.Of)];
        HashSet<string> globalAliases = new(files.SelectMany(static file => file.Outline.GlobalAliases), StringComparer.Ordinal);
        int[] marked = [.. Enumerable.Range(0, files.Length).Where(file => files[file].MayBeMarked(globalAliases))];
        if (marked.Length == 0)
            yield break;

        FileGraph graph = new(files);
        ParseSession session = new(compilation);
        foreach (int file in marked)
        {
            cancellation.ThrowIfCancellationRequested();
            List<int> reached = graph.From(file);
            yield return new MarkedFile(project, new(reached.Select(other => files[other].Declarations)), reached.IndexOf(file), session, trees[file]);
        }
    }
}
