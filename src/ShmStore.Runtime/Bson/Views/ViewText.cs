using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ShmStore.Bson;

/// <summary>What a debugger shows for views: their content like JSON, cut off after a bounded length. Never throws for damaged bytes.</summary>
internal static class ViewText
{
    private const int Longest = 200;

    /// <summary>A document.</summary>
    public static string Of(DocumentView document) => document.IsNull ? "null" : Bounded(document, static (text, view) => Append(text, view, '{', '}'));

    /// <summary>An array.</summary>
    public static string OfArray(DocumentView array) => array.IsNull ? "null" : Bounded(array, static (text, view) => Append(text, view, '[', ']'));

    /// <summary>One element: its name and value.</summary>
    public static string Of(ElementView element)
    {
        var text = new StringBuilder().Append(ShownUtf8.Of(element.Name)).Append(": ");
        return Cut(text, AppendValue(text, element));
    }

    /// <summary>Text.</summary>
    public static string Of(Utf8View view) => view.IsNull ? "null" : Quote(view.Utf8);

    private static string Bounded(DocumentView view, Func<StringBuilder, DocumentView, string?> append)
    {
        var text = new StringBuilder();
        return Cut(text, append(text, view));
    }

    private static string Cut(StringBuilder text, string? problem)
    {
        if (text.Length > Longest)
            text.Length = Longest;
        else if (problem is null)
            return text.ToString();
        return text.Append('…').Append(problem).ToString();
    }

    // What went wrong, or null. Stops when there is enough to show.
    private static string? Append(StringBuilder text, DocumentView view, char open, char close)
    {
        text.Append(open);
        try
        {
            bool first = true;
            foreach (ElementView element in view)
            {
                text.Append(first ? " " : ", ");
                first = false;
                if (open == '{')
                    text.Append(ShownUtf8.Of(element.Name)).Append(": ");
                if (text.Length > Longest || AppendValue(text, element) is not null)
                    return "";
            }
            text.Append(first ? "" : " ").Append(close);
            return null;
        }
        catch (BsonFormatException problem)
        {
            return " " + problem.Message;
        }
    }

    private static string? AppendNested(StringBuilder text, ElementView element, char open, char close)
    {
        if (element.Depth + 1 < BsonLimits.DefaultDepth)
            return Append(text, element.AsDocument(), open, close);
        text.Append(open).Append('…').Append(close);
        return null;
    }

    private static string? AppendValue(StringBuilder text, ElementView element)
    {
        ReadOnlySpan<byte> value = element.Value;
        switch (element.Type)
        {
            case ElementType.Document:
                return AppendNested(text, element, '{', '}');
            case ElementType.Array:
                return AppendNested(text, element, '[', ']');
            case ElementType.String:
                text.Append(Quote(value[sizeof(int)..^1]));
                break;
            case ElementType.Boolean:
                text.Append(value[0] == 0 ? "false" : "true");
                break;
            case ElementType.Null:
                text.Append("null");
                break;
            case ElementType.Int32:
                text.Append(BinaryPrimitives.ReadInt32LittleEndian(value));
                break;
            case ElementType.Int64:
                text.Append(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case ElementType.Double:
                text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadDoubleLittleEndian(value):R}");
                break;
            case ElementType.ObjectId:
                text.Append(ObjectIdCodec.Read(element));
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{element.Type} of {value.Length} bytes");
                break;
        }
        return text.Length > Longest ? "" : null;
    }

    private static string Quote(ReadOnlySpan<byte> utf8) =>
        '"' + ShownUtf8.Of(utf8.Length > Longest ? utf8[..Longest] : utf8) + (utf8.Length > Longest ? "…\"" : "\"");
}
