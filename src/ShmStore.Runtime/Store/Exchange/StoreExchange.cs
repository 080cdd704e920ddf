using ShmStore.Bson;

namespace ShmStore.Store.Exchange;

/// <summary>Turns an attached store into the packed form and back. Keys keep their names; atomics become documents.</summary>
internal static class StoreExchange
{
    /// <summary>Packs every key that has a value, in the order of the schema.</summary>
    public static SharedObjectStore Export(StoreAttachment attachment)
    {
        var objects = new List<KeyValuePair<string, SharedObject>>();
        for (int key = 0; key < attachment.Schema.Keys.Count; key++)
        {
            if (attachment.MemberAt(key) is IExportable member && member.Export() is { } document)
            {
                objects.Add(new(attachment.Schema.Keys[key].Name, new SharedObject(document)));
            }
        }

        return SharedObjectStore.FromObjects(objects);
    }

    /// <summary>Checks every document, then sets every key.</summary>
    /// <exception cref="ArgumentException">A key is not in the schema, or its document is not of its type; nothing has changed.</exception>
    public static void Import(StoreAttachment attachment, SharedObjectStore packed)
    {
        List<(IImportable Member, ReadOnlyMemory<byte> Document)> imports = [];
        foreach (string name in packed.Keys)
        {
            int key = attachment.Schema.Keys.FindIndex(candidate => candidate.Name == name);
            IImportable member = key >= 0 && attachment.MemberAt(key) is IImportable found
                ? found
                : throw new ArgumentException($"'{name}' cannot be imported: {attachment.Schema.StoreName} has no such key.", nameof(packed));
            packed.TryGetRaw(name, out ReadOnlyMemory<byte> document);
            try
            {
                member.Check(document.Span);
            }
            catch (BsonFormatException unsuitable)
            {
                throw new ArgumentException($"'{name}' cannot be imported: {unsuitable.Message}", nameof(packed), unsuitable);
            }

            imports.Add((member, document));
        }

        foreach ((IImportable member, ReadOnlyMemory<byte> document) in imports)
        {
            member.Import(document.Span);
        }
    }
}
