namespace ShmStore.Store.Exchange;

/// <summary>A member of a store that can be exported as a document.</summary>
internal interface IExportable
{
    /// <summary>The member as one BSON document; null when it has no value.</summary>
    byte[]? Export();
}
