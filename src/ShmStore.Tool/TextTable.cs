namespace ShmStore.Tool;

/// <summary>Rows whose columns are as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>Prints them; all have as many cells.</summary>
    public static void Write(TextWriter output, string indent, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine((indent + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
    }
}
