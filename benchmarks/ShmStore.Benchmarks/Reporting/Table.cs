using System.Text;

namespace ShmStore.Benchmarks.Reporting;

/// <summary>A Markdown table with a title.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Heads of the columns; the first is text, the others are figures.</param>
/// <param name="Rows">The lines.</param>
internal sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<Row> Rows)
{
    /// <summary>Whether a line misses a target.</summary>
    public bool FallsShort => Rows.Any(static row => row.FallsShort);

    /// <summary>A title alone, that says why there is no table.</summary>
    public static Table Skipped(string title) => new(title, [], []);

    /// <summary>The table as Markdown.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"### {Title}\n\n");
        if (Columns.Count == 0)
            return text.ToString();
        AppendLine(text, Columns);
        AppendLine(text, Columns.Select(static (_, index) => index == 0 ? "---" : "---:"));
        foreach (Row row in Rows)
            AppendLine(text, row.Cells);
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
