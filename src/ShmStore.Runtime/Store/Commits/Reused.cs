namespace ShmStore.Store.Commits;

/// <summary>Empties what one commit after the other uses, so that commits of a few keys allocate nothing.</summary>
/// <remarks>
/// What has held more is not kept: emptying a table takes as long as it has been large once, which every later commit would pay for, and a list would hold its memory. Many keys take longer than making both anew.
/// </remarks>
internal static class Reused
{
    private const int MostKept = 256;

    /// <summary>Empties a table.</summary>
    public static void Empty<TKey, TValue>(ref Dictionary<TKey, TValue> table)
        where TKey : notnull
    {
        if (table.Count > MostKept)
            table = [];
        else
            table.Clear();
    }

    /// <summary>Empties a list.</summary>
    public static void Empty<T>(ref List<T> list)
    {
        if (list.Count > MostKept)
            list = [];
        else
            list.Clear();
    }
}
