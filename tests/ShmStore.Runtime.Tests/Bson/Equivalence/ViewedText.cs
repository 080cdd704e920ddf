using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>Everything in a document as the views see it: types, names and values in their order. <see cref="MongoText"/> writes the same.</summary>
internal static class ViewedText
{
    /// <summary>The text of a whole document.</summary>
    /// <exception cref="BsonFormatException">It is malformed.</exception>
    public static string Of(ReadOnlySpan<byte> document)
    {
        var text = new StringBuilder();
        Append(text, new DocumentView(document), hasNames: true);
        return text.ToString();
    }

    // The names in arrays do not count, and MongoDB.Bson does not hand them out.
    private static void Append(StringBuilder text, DocumentView document, bool hasNames)
    {
        text.Append('{');
        foreach (ElementView element in document)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(byte)element.Type:X2} {(hasNames ? Encoding.UTF8.GetString(element.Name) : "")}=");
            AppendValue(text, element);
            text.Append(';');
        }
        text.Append('}');
    }

    private static void AppendValue(StringBuilder text, ElementView element)
    {
        ReadOnlySpan<byte> value = element.Value;
        switch (element.Type)
        {
            case ElementType.Document or ElementType.Array:
                Append(text, element.AsDocument(), hasNames: element.Type == ElementType.Document);
                break;
            case ElementType.JavaScriptWithScope:
                ScopedCode code = ScopedCode.Of(element);
                text.Append(Encoding.UTF8.GetString(code.Code));
                Append(text, code.Scope, hasNames: true);
                break;
            case ElementType.String or ElementType.JavaScript or ElementType.Symbol:
                text.Append(Encoding.UTF8.GetString(value[sizeof(int)..^1]));
                break;
            case ElementType.Regex:
                int options = value.IndexOf((byte)0) + 1;
                text.Append(Encoding.UTF8.GetString(value[..(options - 1)])).Append('/');
                // MongoDB.Bson sorts them, as BSON says they should be.
                text.AppendJoin("", Encoding.UTF8.GetString(value[options..^1]).Order());
                break;
            case ElementType.Binary:
                // Subtype 2 repeats its length.
                bool isOld = value[sizeof(int)] == 2;
                text.Append(CultureInfo.InvariantCulture, $"{value[sizeof(int)]:X2}:{Convert.ToHexString(value[(isOld ? 9 : 5)..])}");
                break;
            case ElementType.Double or ElementType.DateTime or ElementType.Int64 or ElementType.Timestamp:
                text.Append(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case ElementType.Int32:
                text.Append(BinaryPrimitives.ReadInt32LittleEndian(value));
                break;
            default:
                text.Append(Convert.ToHexString(value));
                break;
        }
    }
}
