namespace ShmStore.Store.Exchange;

/// <summary>A member of a writer's store that can be set from an exported document.</summary>
internal interface IImportable
{
    /// <summary>Decides whether a document can be imported, and changes nothing.</summary>
    /// <exception cref="Bson.BsonFormatException">It cannot.</exception>
    void Check(ReadOnlySpan<byte> document);

    /// <summary>Imports a document that was checked.</summary>
    void Import(ReadOnlySpan<byte> document);
}
