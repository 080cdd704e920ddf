using System.Text;

namespace ShmStore.Bson;

/// <summary>A name that a document has twice, of which decoders disagree on the meaning.</summary>
internal static class RepeatedName
{
    /// <summary>The error.</summary>
    public static ArgumentException Error(string name) => new($"the name '{name}' appears twice");

    /// <summary>Checks the names of a valid document, not those inside its values.</summary>
    /// <exception cref="ArgumentException">Two elements have the same name.</exception>
    public static void ThrowIfAny(DocumentView document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ElementView element in document)
        {
            string name = Encoding.UTF8.GetString(element.Name);
            if (!names.Add(name))
                throw Error(name);
        }
    }
}
