using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Turns;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Commits;

/// <content>Who may change the store: one thread of the process, in the turn of the writer if it is one of several.</content>
internal sealed unsafe partial class CommitWriter
{
    /// <summary>Waits for the gate, and for the writer's turn if it is one of several; dispose the result to leave both.</summary>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    /// <exception cref="InvalidOperationException">This thread holds the gate already, or is in a turn of another writer of this process.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    /// <exception cref="StoreFormatException">Another writer has died during its turn, and what it left cannot be repaired.</exception>
    public Holder Lock()
    {
        _gate.Enter();
        if (_gate.IsClosed)
        {
            ThrowClosed();
        }

        if (_turn is not null)
        {
            BeginTurn(_turn);
        }

        return new Holder(this);
    }

    /// <summary>As <see cref="Lock"/>, until the time is up. What a dead writer has left is repaired however long that takes.</summary>
    /// <returns>False if the time was up, and nothing is held.</returns>
    /// <inheritdoc cref="Lock"/>
    public bool TryLock(Deadline deadline, out Holder holder)
    {
        holder = default;
        if (!_gate.TryEnter(deadline))
        {
            return false;
        }

        if (_gate.IsClosed)
        {
            ThrowClosed();
        }

        if (_turn is not null && !TryBeginTurn(_turn, deadline))
        {
            return false;
        }

        holder = new Holder(this);
        return true;
    }

    // Apart, as the deadline is made in memory: all writes lock.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BeginTurn(WriterTurn turn) => TryBeginTurn(turn, Deadline.Never);

    // Apart: all writes lock.
    [DoesNotReturn]
    private void ThrowClosed()
    {
        _gate.Exit();
        throw _region.Disposed();
    }

    private void Unlock()
    {
        // A commit that is open keeps the turn as it keeps the gate.
        if (_turn is not null && !_gate.IsKept)
        {
            _turn.End();
        }

        _gate.Exit();
    }

    /// <summary>Holds the gate until disposed.</summary>
    public readonly ref struct Holder(CommitWriter writer)
    {
        /// <summary>Leaves the gate.</summary>
        public void Dispose() => writer.Unlock();
    }
}
