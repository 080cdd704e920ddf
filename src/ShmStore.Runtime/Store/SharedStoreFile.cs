using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Building;
using ShmStore.Store.Inspection;
using ShmStore.Store.Repairing;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <summary>What can be done with the file of a store without knowing its schema.</summary>
/// <remarks>In a process of 32 bits all but the waits are a <see cref="PlatformNotSupportedException"/>.</remarks>
public static class SharedStoreFile
{
    /// <summary>How messages about damage go on.</summary>
    internal const string RepairAdvice = "SharedStoreFile.Verify tells what else is, and SharedStoreFile.Repair saves what can be saved";

    /// <summary>Deletes a store, of whatever version and however damaged, and the small files beside it that it has made; of other files with their names none. Readers that are attached keep reading what they have.</summary>
    /// <param name="path">A path, or a bare name in shared memory. Of a symbolic link, the file it leads to: the link stays.</param>
    /// <returns>False when there is no such store.</returns>
    /// <exception cref="ArgumentException">The path is null, empty or white space, or has a zero character.</exception>
    /// <exception cref="WriterActiveException">The store has a writer.</exception>
    /// <exception cref="StoreFormatException">The file is not a store; it is left alone.</exception>
    /// <exception cref="UnauthorizedAccessException">Deleting it is not permitted.</exception>
    public static bool Delete(string path) => StoreOpener.Default.Delete(path);

    /// <summary>
    /// Gives a store another name, by one step of the file system, as one that was built beside the store that it replaces. Whoever opens the name finds the old store or the new one, whole.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Close the writer of the new store first. Neither store can have a writer meanwhile, and none that goes on writing a file that nobody finds any more, as after <c>File.Move</c>. Readers that are attached keep the file that they have:
    /// of the store that was replaced <see cref="SharedStore.IsReplaced"/> and waits tell them so, as after <see cref="SharedStore.Backup"/> over it; those of the one that was moved too, as it is not at their path any more.
    /// The new store keeps its versions, its identity and the mode and owner of its file.
    /// </para>
    /// <para>
    /// Its bytes are on the disk before it has its name, and the name when this returns, where the system can tell. The small files beside it that it has made are deleted: what they say of the use of entries of maps with bounds is
    /// forgotten. Where a mapped file cannot be replaced (Windows), replacing fails.
    /// </para>
    /// </remarks>
    /// <param name="source">A path, or a bare name in shared memory. Of a symbolic link, the file it leads to: the link stays.</param>
    /// <param name="destination">A path in the same file system, or a bare name. Of a symbolic link to a store that is replaced, the file it leads to.</param>
    /// <param name="overwrite">Replaces a store that is there, if it has no writer.</param>
    /// <exception cref="FileNotFoundException">There is no store at the source.</exception>
    /// <exception cref="WriterActiveException">One of the stores has a writer.</exception>
    /// <exception cref="StoreFormatException">What is at the source, or is to be overwritten, is no store that this library can read. Nothing has changed.</exception>
    /// <exception cref="IOException">There is something at the destination, or it is the source, or its folder is missing or in another file system; or the file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="ArgumentException">A path is null, empty or white space, or has a zero character.</exception>
    public static void Move(string source, string destination, bool overwrite = false) =>
        new StoreMover(RegionProviders.Default).Move(StorePath.Resolve(source, nameof(source)), StorePath.Resolve(destination, nameof(destination)), overwrite);

    /// <summary>Waits until there is a file of this name, for readers that may be started before the writer; what it is, opening it tells. Looks at the path every 20 ms.</summary>
    /// <param name="path">A path, or a bare name in shared memory. The folder may come later too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The path is null, empty or white space, or has a zero character.</exception>
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
    /// <returns>A task that completes when there is a file of this name.</returns>
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
    /// <exception cref="ArgumentException">The path is null, empty or white space, or has a zero character.</exception>
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
    /// <exception cref="ArgumentException">The path is null, empty or white space, or has a zero character; or <see cref="RepairOptions.Schema"/> is no schema document, <see cref="RepairOptions.Destination"/> is empty, or <see cref="RepairOptions.Verify"/> is null or out of its range.</exception>
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
