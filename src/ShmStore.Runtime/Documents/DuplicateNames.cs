using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Refuses documents that hold a name twice, of which decoders disagree on the meaning.</summary>
internal static class DuplicateNames
{
    // Below, comparing all with all is quicker than hashing.
    private const int FewNames = 16;

    /// <summary>Checks the names of a document, not those inside its values. What it allows says nothing: that may have been switched off after a second one was added.</summary>
    /// <exception cref="ArgumentException">Two elements have the same name.</exception>
    public static void ThrowIfAny(BsonDocument document)
    {
        int count = document.ElementCount;
        if (count <= FewNames)
        {
            for (int i = 1; i < count; i++)
            {
                string name = document.GetElement(i).Name;
                for (int earlier = 0; earlier < i; earlier++)
                {
                    if (document.GetElement(earlier).Name == name)
                        throw RepeatedName.Error(name);
                }
            }
            return;
        }
        var names = new HashSet<string>(count, StringComparer.Ordinal);
        foreach (BsonElement element in document)
        {
            if (!names.Add(element.Name))
                throw RepeatedName.Error(element.Name);
        }
    }

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
