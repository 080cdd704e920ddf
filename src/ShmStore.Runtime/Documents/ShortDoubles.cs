using System.Globalization;
using System.Text;
using MongoDB.Bson.IO;

namespace ShmStore.Documents;

/// <summary>Doubles in JSON with no more digits than are needed to read them back: MongoDB.Bson writes 17, and so 0.1 as 0.10000000000000001.</summary>
internal static class ShortDoubles
{
    // Behind the digits in canonical JSON.
    private const string CanonicalEnd = "\" }";

    /// <summary>Has a double written, and shortens what was written.</summary>
    /// <param name="json">The writer, of a <see cref="StringWriter"/>.</param>
    /// <param name="value">The number.</param>
    public static void Write(JsonWriter json, double value)
    {
        json.WriteDouble(value);
        string digits = value.ToString("G17", CultureInfo.InvariantCulture);
        string enough = value.ToString("R", CultureInfo.InvariantCulture);
        // Whole numbers, and what is none, stay as they are.
        if (enough.Length >= digits.Length || !digits.Contains('.', StringComparison.Ordinal))
            return;
        StringBuilder text = ((StringWriter)json.BaseTextWriter).GetStringBuilder();
        int start = EndsWith(text, digits) ? text.Length - digits.Length
            : EndsWith(text, digits + CanonicalEnd) ? text.Length - digits.Length - CanonicalEnd.Length
            : -1;
        if (start >= 0)
            text.Remove(start, digits.Length).Insert(start, enough);
    }

    private static bool EndsWith(StringBuilder text, string end) => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;
}
