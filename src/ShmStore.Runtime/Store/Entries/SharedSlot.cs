using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Exchange;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>What every key with a value has: a name, a version, and changes to wait for. Base of entries and documents.</summary>
/// <remarks>All members are thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class SharedSlot : IExportable
{
    private readonly SlotReader _reader;

    private protected SharedSlot(StoreAttachment attachment, int key)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        Attachment = attachment;
        Key = key;
        _reader = attachment.ReaderOf(key);
        attachment.Register(key, this);
    }

    /// <summary>Full name of the key: store and property.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KeyName => _reader.Name;

    /// <summary>True when the key has a value now.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool HasValue => _reader.TryReadVersion(out _) == ReadStatus.Value;

    /// <summary>Number of the commit that last set or cleared this key; 0 when it was never set. Never goes back.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public long Version
    {
        get
        {
            _reader.TryReadVersion(out long version);
            return version;
        }
    }

    internal StoreAttachment Attachment { get; }

    internal int Key { get; }

    private protected ref readonly SlotReader Reader => ref _reader;

    // The hottest reads take region and slot from this object. Through a reference to the reader, the processor would first be told to compute where in the object that is, each time.

    /// <inheritdoc cref="FixedLoad.Try"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected unsafe bool TryLoadFixed<TRaw>(int offset, out TRaw raw)
        where TRaw : unmanaged => FixedLoad.Try(_reader.Region, _reader.Slot, offset, out raw);

    /// <inheritdoc cref="FixedLoad.TryTuple"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected unsafe bool TryLoadTuple<TTuple, TResult>(out TResult values)
        where TTuple : struct, IMemberTuple<TResult> => FixedLoad.TryTuple<TTuple, TResult>(_reader.Region, _reader.Slot, out values);

    /// <inheritdoc cref="SlotReader.Difference"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected unsafe long Difference(BlockStamp stamp)
    {
        long difference = BlockLease.Difference(_reader.Region, _reader.Slot, stamp);
        GC.KeepAlive(this);
        return difference;
    }

    /// <summary>
    /// Completes with <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>, in whatever process the key was set or cleared. Completes at once when it is already.
    /// </summary>
    /// <param name="sinceVersion">A version this caller has seen; 0 to wait for the first. At once, if the store has not come so far: then it was seen in another one, see <see cref="SharedStore.StoreIdentity"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot, or of a frozen copy; or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.WaitAsync(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>
    /// Returns <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>, in whatever process the key was set or cleared. Returns at once when it is already. The calling thread sleeps
    /// meanwhile, and goes on sooner than what awaits <see cref="WaitForChangeAsync"/>, for which a thread of the pool has to be woken first.
    /// </summary>
    /// <param name="sinceVersion">A version this caller has seen; 0 to wait for the first. At once, if the store has not come so far: then it was seen in another one, see <see cref="SharedStore.StoreIdentity"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Without a limit of time, through a writer of which this thread has a commit open or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can make a change before that has ended. Or within a snapshot, or of a frozen copy.
    /// Or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.
    /// </exception>
    public long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.Wait(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>Waits on the calling thread, as <see cref="WaitForChange"/> does, at most for some time.</summary>
    /// <param name="sinceVersion">A version this caller has seen; 0 to wait for the first. At once, if the store has not come so far: then it was seen in another one, see <see cref="SharedStore.StoreIdentity"/>.</param>
    /// <param name="timeout">How long; zero only looks, and <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="version">The version that is there now, or <paramref name="sinceVersion"/> if the time was up.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the time was up without a change.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="WaitForChange"/>
    public bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        Attachment.Changes.TryWait(Attachment.LaterThan(() => Version, sinceVersion), timeout, sinceVersion, out version, cancellationToken);

    /// <summary>The stored document's bytes, copied; null when the key has no value.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public byte[]? GetRaw()
    {
        var copy = default(CopyReader);
        return _reader.TryRead<CopyReader, byte[]>(ref copy, out byte[] bytes, out _) == ReadStatus.Value ? bytes : null;
    }

    /// <summary>The stored document as MongoDB Extended JSON; null when the key has no value.</summary>
    /// <param name="relaxed">Numbers and dates as JSON users expect them; otherwise canonical, with the exact type of every value.</param>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The document contains the deprecated DBPointer type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public string? ToExtendedJson(bool relaxed = false) => GetRaw() is { } raw ? ExtendedJson.Write(new DocumentView(raw), relaxed) : null;

    /// <summary>Name and version, for logs: the value is not read. Throws nothing.</summary>
    public override string ToString() => KeySummary.OfVersion(KeyName, this, static slot => slot.Version);

    byte[]? IExportable.Export() => GetRaw();
}
