using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Inspection;
using ShmStore.Store.Repairing;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <summary>What can be done with the file of a store without knowing its schema.</summary>
public static class SharedStoreFile
{
    /// <summary>How messages about damage go on.</summary>
    internal const string RepairAdvice = "SharedStoreFile.Verify tells what else is, and SharedStoreFile.Repair saves what can be saved";

    /// <summary>Deletes a store, of whatever version and however damaged, and the small files beside it that it has made; of other files with their names none. Readers that are attached keep reading what they have.</summary>
    /// <param name="path">A path, or a bare name in shared memory. Of a symbolic link, the file it leads to: the link stays.</param>
    /// <returns>False when there is no such store.</returns>
    /// <exception cref="WriterActiveException">The store has a writer.</exception>
    /// <exception cref="StoreFormatException">The file is not a store; it is left alone.</exception>
    /// <exception cref="UnauthorizedAccessException">Deleting it is not permitted.</exception>
    public static bool Delete(string path) => StoreOpener.Default.Delete(path);

    /// <summary>Waits until there is a store: for readers that may be started before the writer. Looks at the path every 20 ms.</summary>
    /// <param name="path">A path, or a bare name in shared memory. The folder may come later too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnauthorizedAccessException">Looking there is not permitted.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static void WaitForStore(string path, CancellationToken cancellationToken = default) =>
        StoreArrival.TryWait(StorePath.Resolve(path), Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>As <see cref="WaitForStore"/>, at most for some time.</summary>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if there was none when the time was up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="WaitForStore"/>
    public static bool TryWaitForStore(string path, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        WaitTime.Check(timeout);
        return StoreArrival.TryWait(StorePath.Resolve(path), timeout, cancellationToken);
    }

    /// <summary>As <see cref="WaitForStore"/>, without a thread that waits.</summary>
    /// <returns>A task that completes when there is a store.</returns>
    /// <inheritdoc cref="WaitForStore"/>
    public static Task WaitForStoreAsync(string path, CancellationToken cancellationToken = default) =>
        StoreArrival.WaitAsync(StorePath.Resolve(path), cancellationToken);

    /// <summary>
    /// Checks a store completely, without its schema class: header, schema, slots, every block and document, every index. Reads the file by calls, so that no damage ends the process, and changes nothing.
    /// </summary>
    /// <remarks>
    /// A store that has a writer can be checked too, see <see cref="StoreReport.WasWritten"/>. O(blocks + documents); needs memory of about a hundredth of the heap, and up to 16 MiB. Thread-safe.
    /// </remarks>
    /// <param name="path">A path, or a bare name in shared memory. What is no store is reported as damage.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not permitted.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static StoreReport Verify(string path, VerifyOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new VerifyOptions();
        options.Check();
        return new StoreVerifier(RegionProviders.Default).Verify(StorePath.Resolve(path), options, cancellationToken);
    }

    /// <summary>
    /// Makes a new store of what can be saved of a damaged one, and lets it take the damaged one's name in one step. Values whose block is damaged are lost and their keys cleared; indexes of maps are
    /// built anew, where they are damaged from all blocks that say they are entries of the map.
    /// </summary>
    /// <remarks>
    /// If this is interrupted, the damaged file is as it was. Afterwards it stays beside the new one, unless <see cref="RepairOptions.KeepDamaged"/> is false. Readers that are attached go on with the old file: they
    /// have to attach again. Needs room for both files. A sound store is left alone.
    /// </remarks>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the store is then as it was.</param>
    /// <returns>What was found, and what was lost.</returns>
    /// <exception cref="WriterActiveException">The store has a writer.</exception>
    /// <exception cref="StoreFormatException">
    /// It is no store, or one of another format version; or nothing can be saved, because there is no schema in it, or only a damaged one that does not describe its values: <see cref="RepairOptions.Schema"/> can
    /// help then. It is left as it is.
    /// </exception>
    /// <exception cref="SharedStoreException">What was saved is not sound, as the check of the new file has found. The damaged file is left as it is.</exception>
    /// <exception cref="ArgumentException"><see cref="RepairOptions.Schema"/> is no schema document, <see cref="RepairOptions.Destination"/> is empty, or <see cref="RepairOptions.Verify"/> is null or out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted, or the file is another user's and the new one cannot be given to him.</exception>
    /// <exception cref="IOException">The file system refuses, or the folder of the destination is missing.</exception>
    /// <exception cref="StoreFullException">No room for the new file.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RepairReport Repair(string path, RepairOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RepairOptions();
        options.Check();
        return new StoreRepairer(RegionProviders.Default).Repair(StorePath.Resolve(path), options, cancellationToken);
    }
}
