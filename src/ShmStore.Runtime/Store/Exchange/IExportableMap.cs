namespace ShmStore.Store.Exchange;

/// <summary>A member of a store whose entries can be exported, each as a document.</summary>
internal interface IExportableMap
{
    /// <summary>The documents by the text of their keys, in the ordinal order of the texts.</summary>
    /// <param name="length">What they are counted in.</param>
    /// <exception cref="OperationCanceledException">The export was cancelled.</exception>
    /// <exception cref="InvalidOperationException">They are more than can be packed.</exception>
    SortedDictionary<string, byte[]> Export(ExportLength length);
}
