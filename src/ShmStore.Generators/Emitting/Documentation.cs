using System.Globalization;
using System.Text;

namespace ShmStore.Generators.Emitting;

/// <summary>Writes documentation comments, so that a consumer who demands them on everything public gets them.</summary>
internal static class Documentation
{
    /// <summary>A summary. The text is XML.</summary>
    public static void Summary(this SourceWriter writer, string xml) => writer.Line($"/// <summary>{xml}</summary>");

    /// <summary>What a parameter means. The text is XML.</summary>
    public static void Parameter(this SourceWriter writer, string name, string xml) => writer.Line($"/// <param name=\"{name}\">{xml}</param>");

    /// <summary>An exception, of a type named with its namespace, and when it is thrown. The text is XML.</summary>
    public static void Exception(this SourceWriter writer, string type, string xml) => writer.Line($"/// <exception cref=\"global::{type}\">{xml}</exception>");

    /// <summary>A public method: what it does, its parameters and exceptions; and the attribute of generated code. All texts are XML.</summary>
    public static void Method(this SourceWriter writer, string summary, IEnumerable<(string Name, string Xml)> parameters, IEnumerable<(string Type, string Xml)> exceptions)
    {
        writer.Summary(summary);
        foreach ((string name, string xml) in parameters)
            writer.Parameter(name, xml);
        foreach ((string type, string xml) in exceptions)
            writer.Exception(type, xml);
        writer.Line(Declarations.GeneratedCode);
    }

    /// <summary>Remarks that are a table of two columns. Header and rows are XML.</summary>
    public static void RemarksTable(this SourceWriter writer, string term, string description, IEnumerable<(string Term, string Description)> rows)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"table\">");
        writer.Line($"/// <listheader><term>{term}</term><description>{description}</description></listheader>");
        foreach ((string left, string right) in rows)
            writer.Line($"/// <item><term>{left}</term><description>{right}</description></item>");
        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
    }

    /// <summary>Any text as XML in a code element: marked-up characters as entities, those that XML or a comment line cannot hold as \u escapes.</summary>
    public static string Code(string text)
    {
        StringBuilder xml = new("<c>");
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                < ' ' or >= '\u007F' and <= '\u009F' or '\u2028' or '\u2029' or >= '\uD800' and <= '\uDFFF' or '\uFFFE' or '\uFFFF' =>
                    xml.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => xml.Append(c),
            };
        }

        return xml.Append("</c>").ToString();
    }
}
