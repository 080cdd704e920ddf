using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ShmStore.Memory;

/// <summary>
/// Gives a mapping back when nobody can reach any more the object that stands for it, be it from a finalizer. That object has no finalizer of its own, and references this one, which nobody else does.
/// </summary>
/// <remarks>
/// <para>
/// What becomes unreachable together is finalized in any order, and what is referenced by something with a finalizer can be used in that, or brought back by it. So a finalizer does not tell that its object is out of reach.
/// A handle that tracks resurrection does: its target is gone only when the collector has taken it. Until then this is finalized once more each time, and the mapping stays, and so do the files on which its use relies.
/// </para>
/// <para>
/// Where this assembly is a plugin's own, in a context that can be unloaded, being finalized once more would keep the plugin for ever: its type keeps alive what its static fields hold, be it the mapping. So once the
/// context is being unloaded, a mapping goes at the latest when this has been finalized for the third time. It is finalized at all only when no code of the plugin runs any more but finalizers, and those have had their turn by then.
/// </para>
/// </remarks>
internal abstract class MappingEnd : CriticalFinalizerObject
{
    private const int RoundsOfUnloading = 2;

    private static bool _isUnloading;

    private WeakGCHandle<object> _mapping;
    private SafeHandle[] _files = [];
    private int _rounds;

    static MappingEnd()
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(MappingEnd).Assembly) is { IsCollectible: true } plugin)
            plugin.Unloading += static _ => Volatile.Write(ref _isUnloading, true);
    }

    /// <summary>The end of a mapping that exists.</summary>
    /// <param name="mapping">The object that stands for it.</param>
    protected MappingEnd(object mapping)
    {
        MappingCount.Add();
        _mapping = new WeakGCHandle<object>(mapping, trackResurrection: true);
    }

    /// <summary>Gives it back, and closes the files.</summary>
    ~MappingEnd()
    {
        if (_mapping.IsAllocated && _mapping.TryGetTarget(out _) && !IsLastRound())
        {
            GC.ReRegisterForFinalize(this);
            return;
        }

        Unmap();
        MappingCount.Remove();
        _mapping.Dispose();

        // After it: once a lock is free, no thread of this process can write to the mapping any more.
        foreach (SafeHandle file in _files)
            file.Dispose();
    }

    /// <summary>Keeps files open, and with them their locks, until the mapping was given back, unless they are closed on purpose before. Not thread-safe; called before others use the mapping.</summary>
    public void KeepOpen(params SafeHandle[] files)
    {
        _files = files;
        foreach (SafeHandle file in files)
            StopFinalizing(file);
    }

    private bool IsLastRound() => Volatile.Read(ref _isUnloading) && _rounds++ == RoundsOfUnloading;

    /// <summary>Stops an object from being finalized by itself, because the end of a mapping does it.</summary>
    protected static void StopFinalizing(SafeHandle owned) =>
#pragma warning disable CA1816 // Not this object, but what is disposed by it.
        GC.SuppressFinalize(owned);
#pragma warning restore CA1816

    /// <summary>Gives the mapping back. Called once, by the thread that finalizes; throws nothing.</summary>
    protected abstract void Unmap();
}
