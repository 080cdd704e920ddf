using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>A document without a schema under a compile-time key, for reading.</summary>
/// <remarks>Thread-safe. Every read sees one version of the document, whole. Of elements with the same name the first counts.</remarks>
public class SharedDocument : SharedSlot
{
    private readonly SharedEntry<SchemalessDocument> _entry;

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedDocument(StoreAttachment attachment, int key)
        : base(attachment, key) => _entry = new SharedEntry<SchemalessDocument>(attachment, key);

    /// <summary>The document; a new instance each time, which the caller may change.</summary>
    /// <exception cref="InvalidOperationException">The key has no value.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public BsonDocument Value => _entry.Value.Value;

    /// <summary>Gets the document if there is one.</summary>
    /// <returns>False if the key has no value.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGet([MaybeNullWhen(false)] out BsonDocument value) => TryGet(out value, out _);

    /// <summary>Gets the document if there is one, and the version it belongs to, for <c>TrySet</c>.</summary>
    /// <inheritdoc cref="TryGet(out BsonDocument)"/>
    public bool TryGet([MaybeNullWhen(false)] out BsonDocument value, out long version)
    {
        bool found = _entry.TryGet(out SchemalessDocument document, out version);
        value = document.Value;
        return found;
    }

    /// <summary>The document, whether there is one, and the version, all of the same commit.</summary>
    /// <returns>Also of a key that has no value.</returns>
    /// <inheritdoc cref="TryGet(out BsonDocument)"/>
    public Versioned<BsonDocument> GetVersioned()
    {
        bool found = TryGet(out BsonDocument? value, out long version);
        return new Versioned<BsonDocument>(version, found, value);
    }

    /// <summary>Reads in place, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="read">Computes a result from the view. May run more than once, so it has no effects.</param>
    /// <inheritdoc cref="Value"/>
    public TResult Read<TResult>(Func<DocumentView, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new CallbackReader<TResult>(read);
        return Reader.Read<CallbackReader<TResult>, TResult>(ref reader);
    }

    /// <summary>As <see cref="Read{TResult}(Func{DocumentView, TResult})"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="read">Computes a result from the view and the argument. May run more than once, so it has no effects.</param>
    /// <inheritdoc cref="Value"/>
    public TResult Read<TArgument, TResult>(TArgument argument, Func<DocumentView, TArgument, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentCallbackReader<TArgument, TResult>(read, argument);
        return Reader.Read<ArgumentCallbackReader<TArgument, TResult>, TResult>(ref reader);
    }

    /// <summary>Reads in place if there is a document, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="read">Computes a result from the view. May run more than once, so it has no effects.</param>
    /// <param name="result">The result.</param>
    /// <returns>False if the key has no value.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryRead<TResult>(Func<DocumentView, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new CallbackReader<TResult>(read);
        return Reader.TryReadValue<CallbackReader<TResult>, TResult>(ref reader, out result);
    }

    /// <summary>As <see cref="TryRead{TResult}(Func{DocumentView, TResult}, out TResult)"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="read">Computes a result from the view and the argument. May run more than once, so it has no effects.</param>
    /// <param name="result">The result.</param>
    /// <inheritdoc cref="TryRead{TResult}(Func{DocumentView, TResult}, out TResult)"/>
    public bool TryRead<TArgument, TResult>(TArgument argument, Func<DocumentView, TArgument, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentCallbackReader<TArgument, TResult>(read, argument);
        return Reader.TryReadValue<ArgumentCallbackReader<TArgument, TResult>, TResult>(ref reader, out result);
    }

    /// <summary>The document now, and again after every change; see <see cref="SharedEntry{T}.ChangesAsync"/>. An enumerator is for one consumer at a time.</summary>
    /// <inheritdoc cref="SharedEntry{T}.ChangesAsync"/>
    public IAsyncEnumerable<Versioned<BsonDocument>> ChangesAsync(long sinceVersion = 0, CancellationToken cancellationToken = default) =>
        _entry.ChangesAsync(sinceVersion, cancellationToken).AsDocuments();
}
