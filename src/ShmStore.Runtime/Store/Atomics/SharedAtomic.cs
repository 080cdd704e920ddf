using System.ComponentModel;
using System.Diagnostics;
using ShmStore.Store.Atomics;
using ShmStore.Store.Exchange;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>An atomic word of a store, for reading.</summary>
/// <remarks>Thread-safe. The word begins as zero. Atomics have no version and are not waited for; set an entry to announce a change.</remarks>
/// <typeparam name="T">int, long, double or bool.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public unsafe class SharedAtomic<T> : IExportable
    where T : unmanaged
{
    private readonly StoreAttachment _attachment;
    private readonly int _key;
    private readonly AtomicWord<T> _word;

    /// <summary>For generated code.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the four types.</exception>
    /// <exception cref="SharedStoreException">The store was made with too few words for this key.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedAtomic(StoreAttachment attachment, int key)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        _attachment = attachment;
        _key = key;
        KeyName = attachment.NameOf(key);
        _word = new AtomicWord<T>(attachment.AtomicOf(key));
        attachment.Register(key, this);
    }

    /// <summary>Full name of the key: store and property.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KeyName { get; }

    /// <summary>The value now, loaded with acquire semantics.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public T Value => Checked(_word.Read());

    /// <summary>Name and value, for logs. Throws nothing.</summary>
    public override string ToString() => KeySummary.OfAtomic(KeyName, this, static atomic => atomic.Value);

    /// <summary>The word, to be written.</summary>
    /// <exception cref="SharedStoreException">The store does not have the key yet.</exception>
    private protected AtomicWord<T> Word
    {
        get
        {
            _attachment.Region.ThrowIfDisposed();
            _attachment.ThrowIfNotStored(_key);
            return _word;
        }
    }

    /// <summary>Passes on what was read from the word, unless the store was disposed by then: a disposed store's memory reads as zeros.</summary>
    private protected T Checked(T read)
    {
        _attachment.Region.ThrowIfDisposed();
        GC.KeepAlive(_attachment);
        return read;
    }

    byte[]? IExportable.Export() => AtomicExchange.ToDocument(Value);
}
