using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>The channel of a region that nobody else can see yet.</summary>
internal sealed class NoWaitChannel : IWaitChannel
{
    /// <summary>The only instance.</summary>
    public static NoWaitChannel Instance { get; } = new();

    /// <inheritdoc/>
    public long Interruptions => 0;

    /// <inheritdoc/>
    public void Signal(ulong counter)
    {
    }

    /// <inheritdoc/>
    public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
    {
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
    }

    /// <inheritdoc/>
    public void Cancel(CancellableWait wait)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
