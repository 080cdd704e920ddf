using ShmStore.Memory.Linux;

namespace ShmStore.Memory;

/// <summary>Finds the file a path means.</summary>
internal static class RegionPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>
    /// The absolute path of the file itself, if <paramref name="path"/> is a symbolic link to it: the files beside a region are named after it, and all
    /// who attach must find the same ones. Where a link leads to nothing, that of what it leads to. Links count as the kernel follows them; ".." in the path that is given is taken by its text.
    /// </summary>
    /// <exception cref="FileNotFoundException">A link leads on from something that is no folder.</exception>
    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        return OperatingSystem.IsWindows() ? ResolveByHandle(path)
            : LinkTarget(path) is null ? path
            : Follow(path);
    }

    // A relative link counts from the folder that it really lies in, and ".." from where the links before it have led: so each part of the path is looked at, as the kernel does. The framework's own way takes the parts by their text.
    private static string Follow(string path)
    {
        string found = Path.GetPathRoot(path)!;
        int links = 0;
        var left = new Stack<string>();
        Push(left, path);
        while (left.TryPop(out string? part))
        {
            if (part == "..")
            {
                found = Directory.Exists(found) ? Path.GetDirectoryName(found) ?? found : throw RegionErrors.NotFound(path);
                continue;
            }

            string next = Path.Combine(found, part);
            if (LinkTarget(next) is not { } target)
            {
                found = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException($"'{path}' leads nowhere: its symbolic links go round in circles, or there are more than {MostLinks}.");
            if (Path.IsPathRooted(target))
                found = Path.GetPathRoot(target)!;
            Push(left, target);
        }

        return found;
    }

    private static void Push(Stack<string> left, string path)
    {
        string[] parts = path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".")
                left.Push(parts[i]);
        }
    }

    // As it is written; null for what is no link, or one to memory that has no path.
    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget is { } target && !SealedMemory.IsLinkTarget(target) ? target : null;

    // Windows tells itself where a link leads.
    private static string ResolveByHandle(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return path;
        }
    }
}
