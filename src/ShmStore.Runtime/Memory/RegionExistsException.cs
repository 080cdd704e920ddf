namespace ShmStore.Memory;

/// <summary>There is something at the path already. The store layer opens it instead, or reports it.</summary>
internal sealed class RegionExistsException(string path)
    : IOException(Describe(path))
{
    // FileInfo.Exists is false for a folder too.
    private static string Describe(string path) => TargetOf(path) is { } target && !Path.Exists(target)
        ? $"'{path}' is a symbolic link to '{target}', where there is nothing: make the store there, or remove the link."
        : $"'{path}' exists already.";

    private static string? TargetOf(string path)
    {
        try
        {
            return RegionPath.Resolve(path) is var target && target != path ? target : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
