using System.Text;
using ShmStore.Bson;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks whether the fixed prefix that a block promises is there: readers take values from it without looking at names.</summary>
internal static class CanonicalCheck
{
    private const int UuidHead = 5;

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="type">The document's type.</param>
    /// <param name="document">A valid document.</param>
    /// <param name="prefix">Bytes of it that are said to be canonical; 0 for unknown.</param>
    public static string? Problem(CheckedType type, DocumentView document, int prefix)
    {
        int end = sizeof(int);
        if (prefix is 0 || prefix == end)
            return null;
        var elements = document.GetEnumerator();
        foreach (FieldSchema field in type.Fixed)
        {
            if (end >= prefix)
                break;
            if (!elements.MoveNext() || Differs(field, elements.Current))
                return $"the first {prefix} bytes are said to be canonical, and '{field.Name}' is not at {field.Offset}";
            end = elements.Current.Origin + elements.Current.Length;
        }

        return end == prefix ? null : $"the first {prefix} bytes are said to be canonical, and the fixed members end at {end}";
    }

    private static bool Differs(FieldSchema field, ElementView element)
    {
        int start = element.Origin + 1 + element.Name.Length + 1;
        return element.Type != FieldType.Parse(field.Type).Element || !element.Name.SequenceEqual(Encoding.UTF8.GetBytes(field.Name))
            || (start != field.Offset && start + UuidHead != field.Offset);
    }
}
