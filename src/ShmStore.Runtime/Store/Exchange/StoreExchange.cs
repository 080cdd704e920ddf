namespace ShmStore.Store.Exchange;

/// <summary>Turns an attached store into the packed form and back. Keys keep their names; atomics become documents; entries of maps get names of their own.</summary>
internal static class StoreExchange
{
    /// <summary>Packs every key that has a value, in the order of the schema.</summary>
    /// <param name="attachment">The store.</param>
    /// <param name="limit">Bytes that can be packed.</param>
    /// <param name="cancellationToken">Looked at before each document.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The name of a map's entry could be read in two ways, or all documents together are longer than can be packed.</exception>
    public static SharedObjectStore Export(StoreAttachment attachment, long limit, CancellationToken cancellationToken)
    {
        var length = new ExportLength(attachment.Schema.StoreName, limit, cancellationToken);
        var objects = new List<KeyValuePair<string, SharedObject>>();
        for (int key = 0; key < attachment.Schema.Keys.Count; key++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attachment.MemberAt(key) is IExportableMap map)
            {
                foreach ((string entry, byte[] document) in map.Export(length))
                    objects.Add(new(PackedNames.OfEntry(attachment.Schema, key, entry), new SharedObject(document)));
            }
            else if (attachment.MemberAt(key) is IExportable member && member.Export() is { } document)
            {
                length.Add(attachment.Schema.Keys[key].Name, document.Length);
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
            packed.TryGetRaw(name, out ReadOnlyMemory<byte> document);
            try
            {
                IImportable member = MemberOf(attachment, name);
                member.Check(document.Span);
                imports.Add((member, document));
            }
            catch (Exception unsuitable) when (unsuitable is FormatException or ArgumentException or StoreFormatException)
            {
                throw new ArgumentException($"'{name}' cannot be imported: {unsuitable.Message}", nameof(packed), unsuitable);
            }
        }

        foreach ((IImportable member, ReadOnlyMemory<byte> document) in imports)
        {
            member.Import(document.Span);
        }
    }

    private static IImportable MemberOf(StoreAttachment attachment, string name)
    {
        (int key, string? entry) = PackedNames.Find(attachment.Schema, name);
        return (key < 0 ? null : attachment.MemberAt(key)) switch
        {
            IImportableMap map when entry is not null => map.EntryOf(entry),
            IImportable member => member,
            _ => throw new FormatException($"{attachment.Schema.StoreName} has no such key."),
        };
    }
}
