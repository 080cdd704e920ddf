using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Commits;

/// <content>Commits of several operations.</content>
internal sealed unsafe partial class CommitWriter
{
    private readonly PendingCommit _reused = new();
    private PendingCommit? _pending;

    // Number of the commit that is open, among all that were begun; 0 while none is.
    private long _open;
    private long _begun;

    /// <summary>The commit that is open, null for none. The caller holds the gate.</summary>
    public PendingCommit? Pending => _pending;

    /// <summary>Whether the calling thread has a commit open.</summary>
    public bool IsInCommit => _gate.IsKeptByThisThread;

    /// <summary>Whether the calling thread has a commit open, or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can write meanwhile, in this process or another.</summary>
    public bool IsEnteredByThisThread => _gate.IsEnteredByThisThread;

    /// <summary>Called after each step that changes the store, with the gate held; null except in tests, which look at the store or end the process there.</summary>
    public Action<WriteStep>? StepTaken
    {
        get => Steps.Taken;
        set => Steps.Taken = value;
    }

    private ulong NextCommit => _lastCommit + 1;

    /// <summary>Opens a commit, if everybody else has ended theirs before the time is up: from here to its end this thread alone can write, and what it writes is staged.</summary>
    /// <exception cref="InvalidOperationException">This thread has a commit open, or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    /// <returns>Its number, by which it is ended; 0 if the time was up, and nothing is held.</returns>
    public long TryBegin(Deadline deadline)
    {
        if (!TryLock(deadline, out Holder holder))
        {
            return 0;
        }

        using (holder)
        {
            return Open();
        }
    }

    /// <summary>Makes all changes of an open commit of this thread visible at once, and closes it.</summary>
    /// <param name="begun">What <see cref="TryBegin"/> has returned.</param>
    /// <returns>The version of what it changed, the number of the commit among all of the store; that of the last one when nothing was written.</returns>
    /// <exception cref="InvalidOperationException">The commit has ended already; or it has too many words, and is still open.</exception>
    /// <exception cref="StoreFullException">No room for the commit record. The commit is still open.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Complete(long begun)
    {
        using (Lock())
        {
            PendingCommit commit = IsOpen(begun) ? _pending! : throw Ended();
            commit.Prepare();
            if (commit.Words.Count > 1)
            {
                StoreAll(commit);
            }
            else if (commit.Words.Count == 0 && commit.HasParticipants)
            {
                Count();
            }
            else
            {
                foreach ((long word, PendingWord pending) in commit.Words.All)
                {
                    Store(word, pending.Value, pending.Block);
                    FreeReplaced(pending.Replaced);
                    Steps.After(WriteStep.Freed);
                }
            }

            long version = (long)_lastCommit;
            Close();
            try
            {
                // The participants may make commits of their own from here on.
                commit.Tell(version, static (participant, version) => participant.Completed(version));
            }
            finally
            {
                Signal();
            }

            GC.KeepAlive(_region);
            return version;
        }
    }

    /// <summary>Gives an open commit of this thread up: what it staged goes back to the heap. Does nothing if it has ended.</summary>
    /// <param name="begun">What <see cref="TryBegin"/> has returned.</param>
    public void Abandon(long begun)
    {
        if (!IsOpen(begun))
        {
            return;
        }

        // Not as others lock, to whom a writer that is lost or being disposed is an error.
        _gate.Enter();
        try
        {
            if (IsOpen(begun))
            {
                End(_pending!);
            }
        }
        finally
        {
            Unlock();
        }
    }

    /// <summary>The error for a commit that has ended.</summary>
    public static InvalidOperationException Ended() => new("The commit has ended already.");

    /// <summary>The document that the open commit has staged for a slot; empty when it clears the slot. False when it has not written the slot. The caller holds the gate.</summary>
    public bool TryGetStaged(int slot, out ReadOnlySpan<byte> document, out BlockMeta meta)
    {
        document = default;
        meta = default;
        if (_pending is null || !_pending.Words.TryGet(WordOf(slot), out PendingWord pending))
        {
            return false;
        }

        BlockHeader header = HeaderOf(pending.Block);
        document = new ReadOnlySpan<byte>(header.Document, header.Length);
        meta = new BlockMeta(header.Meta);
        return true;
    }

    private long Open()
    {
        if (_pending is not null)
        {
            throw new InvalidOperationException("This thread has a commit of this writer open already: complete or dispose that first.");
        }

        ReclaimOwed();
        _reused.Begin();
        _pending = _reused;
        _gate.Keep();
        Volatile.Write(ref _open, ++_begun);
        return _begun;
    }

    // Apart: the pending word is passed in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long AddToPending(long word, PendingWord pending)
    {
        long unwanted = _pending!.Add(word, pending);
        if (unwanted != 0)
        {
            _heap.Free(unwanted);
        }

        return (long)NextCommit;
    }

    private void GiveUp(PendingCommit commit)
    {
        Close();
        int refused = _heap.Refused;
        long free = refused == 0 ? 0 : _heap.FreeBlockBytes;
        foreach ((_, PendingWord pending) in commit.Words.All)
        {
            if (pending.Block != 0)
            {
                _heap.Free(pending.Block);
            }
        }

        UseUpNumber();
        commit.Tell(this, static (participant, _) => participant.Abandoned());
        Owe(refused + _heap.FreeBlockBytes - free, refused);
    }

    // Gives it up, or only forgets it: what a writer had staged that was taken for dead is another one's to clear up.
    private void End(PendingCommit commit)
    {
        if (_turn is { } turn && !turn.IsStillMine())
        {
            Forget(commit);
        }
        else
        {
            GiveUp(commit);
        }
    }

    // In the place of the thread that has the commit open, which is outside of the gate and is kept there.
    private void EndForAnother()
    {
        End(_pending!);
        _turn?.End();
    }

    private void StoreAll(PendingCommit commit)
    {
        // The last thing that can fail comes before anything has changed.
        long record = Stage(default, MemoryMarshal.AsBytes(commit.ToRecord()), default);
        Stamp(HeaderLayout.CommitRecordOffset, record, (long)NextCommit);
        foreach ((long word, PendingWord pending) in commit.Words.All)
        {
            Stamp(word, pending.Block, (long)NextCommit);
        }

        Steps.After(WriteStep.Stamped);

        // Release: whoever sees the record sees what it names. This store is the commit: from here on it is carried through, by the next writer if need be.
        Volatile.Write(ref _header.CommitRecord, record);
        Steps.After(WriteStep.Recorded);
        foreach ((long word, PendingWord pending) in commit.Words.All)
        {
            Volatile.Write(ref _header.At<long>(word), pending.Value);
            Steps.After(WriteStep.WordStored);
        }

        Count();
        Steps.After(WriteStep.Counted);

        // Release: whoever sees that no commit is being made sees all words of this one.
        Volatile.Write(ref _header.CommitRecord, 0);
        Steps.After(WriteStep.RecordCleared);

        // Not earlier: the record, and with it what it names, must stand as long as the header names it.
        _heap.Free(record);
        foreach ((_, PendingWord pending) in commit.Words.All)
        {
            FreeReplaced(pending.Replaced);
        }

        Steps.After(WriteStep.Freed);
    }

    // A thread is told the truth of a commit of its own: nobody else ends that, unless the writer is disposed.
    private bool IsOpen(long begun) => Volatile.Read(ref _open) == begun;

    private void Close()
    {
        Volatile.Write(ref _open, 0);
        _pending = null;
        _gate.StopKeeping();
    }
}
