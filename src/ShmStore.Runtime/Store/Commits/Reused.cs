namespace ShmStore.Store.Commits;

/// <summary>Empties what one commit after the other uses, when the next one begins, so that commits of a few keys allocate nothing.</summary>
/// <remarks>
/// What has held many is not kept: emptying a table takes as long as it has been large once, which every later commit would pay for, and a list would hold its memory. Many keys take longer than making both anew. Not when a commit
/// ends: it has been made then, and must not fail for want of memory.
/// </remarks>
internal static class Reused
{
    // More than 256 elements, by which both grow to less than this.
    private const int LargestKept = 512;

    /// <summary>Empties a table.</summary>
    public static void Empty<TKey, TValue>(ref Dictionary<TKey, TValue> table)
        where TKey : notnull
    {
        if (table.Capacity > LargestKept)
            table = [];
        else
            table.Clear();
    }

    /// <summary>Empties a list.</summary>
    public static void Empty<T>(ref List<T> list)
    {
        if (list.Capacity > LargestKept)
            list = [];
        else
            list.Clear();
    }
}
