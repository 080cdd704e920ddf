using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <content>The ways to attach to a store, and to create one.</content>
public sealed partial class StoreAttachment
{
    /// <summary>Attaches to a store for reading: every page is mapped read-only.</summary>
    /// <param name="schema">The program's schema.</param>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such store.</exception>
    /// <exception cref="IOException">The file system refuses otherwise.</exception>
    /// <exception cref="UnauthorizedAccessException">Attaching so is not permitted.</exception>
    /// <exception cref="ArgumentException">The path is empty, or has a NUL character.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="StoreFormatException">It is not a store this library can read.</exception>
    /// <exception cref="SchemaMismatchException">It has another schema; the exception lists the differences.</exception>
    /// <exception cref="SharedStoreException">It has room for fewer keys than the schema has; or its schema was being extended all the time.</exception>
    /// <exception cref="StoreFullException">No address space for it, or no room for its holes.</exception>
    /// <exception cref="PlatformNotSupportedException">The process is one of 32 bits.</exception>
    public static StoreAttachment OpenReader(StoreSchema schema, string path, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return StoreOpener.Default.Open(schema, path, RegionAccess.Read, options ?? new OpenOptions());
    }

    /// <summary>Attaches to a store for reading, and for writing its atomics: only their pages are mapped writable.</summary>
    /// <inheritdoc cref="OpenReader"/>
    public static StoreAttachment OpenContributor(StoreSchema schema, string path, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return StoreOpener.Default.Open(schema, path, RegionAccess.Contribute, options ?? new OpenOptions());
    }

    /// <summary>Creates a store, or opens one as its writer, the only one or one of several, and repairs what a dead writer left.</summary>
    /// <param name="schema">The program's schema. Keys and optional fields appended since the store was made are added to it.</param>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="WriterActiveException">The store has a writer, or as many as there can be.</exception>
    /// <exception cref="WriterModeException">It was made for another <see cref="StoreOptions.Writers"/>.</exception>
    /// <exception cref="IOException">There is, or is not, a store at the path, against <see cref="StoreOptions.Mode"/>; or the folder is missing; or the file system refuses otherwise.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="ArgumentException">The path is empty, has a NUL character or names no file; or the maximum size is too small for an empty store, or the file cannot have such a mode.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="NotSupportedException">Here a store cannot have several writers; or file locks have no effect there, so that a second writer could not be kept out.</exception>
    /// <exception cref="StoreFormatException">The file is not a store this library can write.</exception>
    /// <exception cref="SchemaMismatchException">It has another schema, or a reader is attached that has appended something else to it; the exception lists the differences.</exception>
    /// <exception cref="SharedStoreException">It has room for fewer keys than the schema has.</exception>
    /// <exception cref="StoreFullException">No room for an empty store, for its holes or for what its schema gets; or no address space.</exception>
    /// <exception cref="PlatformNotSupportedException">The process is one of 32 bits.</exception>
    public static StoreAttachment CreateWriter(StoreSchema schema, string path, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(path);
        return StoreOpener.Default.CreateWriter(schema, path, options ?? new StoreOptions());
    }

    /// <summary>As <see cref="CreateWriter"/>; while the store has a writer, or as many as there can be, waits on the calling thread until one ends or dies, at most for some time.</summary>
    /// <param name="schema">See <see cref="CreateWriter"/>.</param>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="timeout">How long; zero only tries, and <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null if the time was up.</returns>
    /// <remarks>Throws what <see cref="CreateWriter"/> throws, but no <see cref="WriterActiveException"/>; that the store's schema or mode is another one, or that it has no room for all keys, as soon as that is seen, also when it has become so.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static StoreAttachment? TryBecomeWriter(StoreSchema schema, string path, TimeSpan timeout, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(path);
        WaitTime.Check(timeout);
        return new WriterSuccession(RegionProviders.Default, schema, path, options ?? new StoreOptions()).TryAttach(timeout, cancellationToken);
    }

    /// <summary>As <see cref="CreateWriter"/>; while the store has a writer, or as many as there can be, waits until one ends or dies.</summary>
    /// <remarks>See <see cref="TryBecomeWriter"/>. Attaches on a thread of the pool.</remarks>
    /// <param name="schema">See <see cref="CreateWriter"/>.</param>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static Task<StoreAttachment> BecomeWriterAsync(StoreSchema schema, string path, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(path);
        return new WriterSuccession(RegionProviders.Default, schema, path, options ?? new StoreOptions()).AttachAsync(cancellationToken);
    }

    /// <summary>Creates a store in the memory of this process, which goes with the attachment.</summary>
    /// <param name="schema">The program's schema.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">The options ask for several writers, for a store that is there already, or for a maximum size that is too small for an empty store.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    /// <exception cref="PlatformNotSupportedException">The process is one of 32 bits.</exception>
    public static StoreAttachment CreatePrivateWriter(StoreSchema schema, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return StoreOpener.Default.CreateWriter(schema, null, options ?? new StoreOptions());
    }

    /// <summary>Attaches for reading to a store in memory, or in a file, that another process has handed over.</summary>
    /// <param name="schema">The program's schema.</param>
    /// <param name="handle">The memory; the caller keeps the handle, and may close it after this call.</param>
    /// <param name="required">Seals that it must have.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="StoreFormatException">It lacks a seal, or is not a store this library can read.</exception>
    /// <exception cref="SchemaMismatchException">It has another schema; the exception lists the differences.</exception>
    /// <exception cref="SharedStoreException">It has room for fewer keys than the schema has; or its schema was being extended all the time.</exception>
    /// <exception cref="StoreFullException">No address space for it, or no room for its holes.</exception>
    /// <exception cref="UnauthorizedAccessException">The handle can only write.</exception>
    /// <exception cref="IOException">The handle is of nothing that is open, or can neither read nor write.</exception>
    /// <exception cref="ObjectDisposedException">The handle was closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">Not on Linux, or the process is one of 32 bits.</exception>
    public static StoreAttachment OpenSealedReader(StoreSchema schema, SafeFileHandle handle, MemorySeals required, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(handle);
        return StoreOpener.Default.Open(schema, handle, required, options ?? new OpenOptions());
    }

    /// <summary>
    /// Creates a store in memory without a name, sealed as <see cref="MemorySeals.Live"/>: this attachment alone can write it, and nobody can make it shorter. It goes with the last process that has it open.
    /// </summary>
    /// <param name="schema">The program's schema.</param>
    /// <param name="options">Null for the defaults; the mode means nothing.</param>
    /// <exception cref="PlatformNotSupportedException">Not on Linux, or the process is one of 32 bits.</exception>
    /// <exception cref="ArgumentException">The options ask for several writers, or for a maximum size that is too small for an empty store.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">The system refuses.</exception>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    public static StoreAttachment CreateSealedWriter(StoreSchema schema, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return StoreOpener.Default.CreateSealedWriter(schema, options ?? new StoreOptions());
    }
}
