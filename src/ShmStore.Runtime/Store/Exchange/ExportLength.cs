namespace ShmStore.Store.Exchange;

/// <summary>Sums up the documents of an export while they are copied, so that an export that cannot be packed, or is cancelled, ends before all of them are.</summary>
/// <param name="store">Name of the store, for the message.</param>
/// <param name="limit">Bytes that can be packed.</param>
/// <param name="cancellationToken">Looked at after each document.</param>
internal sealed class ExportLength(string store, long limit, CancellationToken cancellationToken)
{
    private long _bytes;

    /// <summary>Counts a document, after which it goes on.</summary>
    /// <param name="key">Name of the key.</param>
    /// <param name="bytes">Length of the document, less that of one whose place it takes.</param>
    /// <exception cref="OperationCanceledException">The export was cancelled.</exception>
    /// <exception cref="InvalidOperationException">All together are more than can be packed.</exception>
    public void Add(string key, long bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _bytes += bytes;
        if (_bytes > limit)
            throw new InvalidOperationException($"{store} cannot be exported: the documents up to one of '{key}' have {_bytes} bytes, and one buffer holds at most {limit}.");
    }
}
