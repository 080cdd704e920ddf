using System.Text;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Refuses documents that hold a name twice, of which decoders disagree on the meaning.</summary>
internal static class DuplicateNames
{
    /// <summary>Checks a valid document and all documents in it.</summary>
    /// <exception cref="ArgumentException">A document contains two elements with the same name; the message says where the second is.</exception>
    public static void ThrowIfAny(DocumentView document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ElementView element in document)
        {
            string name = Encoding.UTF8.GetString(element.Name);
            if (!names.Add(name))
                throw new ArgumentException($"The name '{name}' appears twice in one document, the second time at byte {element.Origin}.");
            CheckInside(element);
        }
    }

    private static void CheckInside(ElementView element)
    {
        switch (element.Type)
        {
            case ElementType.Document:
                ThrowIfAny(element.AsDocument());
                break;
            case ElementType.Array:
                // The names of array elements are not names: decoders go by the order.
                foreach (ElementView item in element.AsDocument())
                    CheckInside(item);
                break;
            case ElementType.JavaScriptWithScope:
                ThrowIfAny(ScopedCode.Of(element).Scope);
                break;
        }
    }
}
