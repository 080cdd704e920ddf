using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ShmStore.Benchmarks.Samples;

/// <summary>What a run that is ended by a signal would leave behind: files in memory stay until the machine starts anew, and other processes go on. Thread-safe.</summary>
internal static class Leftovers
{
    private const int ExitCodeOfSignals = 128;

    private static readonly ConcurrentDictionary<object, Action> Removals = new();

    /// <summary>Notes what is to be removed if a signal comes.</summary>
    /// <param name="owner">Who removes it otherwise, and says so by <see cref="Forget"/>.</param>
    /// <param name="remove">Removes it, while it is in use.</param>
    public static void Note(object owner, Action remove) => Removals[owner] = remove;

    /// <summary>The owner has removed it.</summary>
    public static void Forget(object owner) => Removals.TryRemove(owner, out _);

    /// <summary>From now on signals that end the program remove all that was noted.</summary>
    public static IDisposable[] RemoveOnSignals() => [PosixSignalRegistration.Create(PosixSignal.SIGINT, RemoveAll), PosixSignalRegistration.Create(PosixSignal.SIGTERM, RemoveAll)];

    private static void RemoveAll(PosixSignalContext signal)
    {
        signal.Cancel = true;
        foreach (Action remove in Removals.Values)
        {
            try
            {
                remove();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Console.Error.WriteLine(refused.Message);
            }
        }

        Environment.Exit(ExitCodeOfSignals - (int)signal.Signal);
    }
}
