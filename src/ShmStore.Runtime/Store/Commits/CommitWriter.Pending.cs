using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Commits;

/// <content>Commits of several operations.</content>
internal sealed unsafe partial class CommitWriter
{
    private PendingCommit? _pending;

    /// <summary>The commit that is open, null for none. The caller holds the gate.</summary>
    public PendingCommit? Pending => _pending;

    /// <summary>Whether the calling thread has a commit open.</summary>
    public bool IsInCommit => _gate.IsKeptByThisThread;

    /// <summary>Called after each step that changes the store, with the gate held; null except in tests, which look at the store or end the process there.</summary>
    public Action<WriteStep>? StepTaken
    {
        get => Steps.Taken;
        set => Steps.Taken = value;
    }

    private ulong NextCommit => _lastCommit + 1;

    /// <summary>Opens a commit: from here to its end this thread alone can write, and what it writes is staged.</summary>
    /// <exception cref="InvalidOperationException">This thread has a commit open, or is inside a callback of <c>Update</c>.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public PendingCommit Begin()
    {
        using (Lock())
        {
            if (_pending is not null)
            {
                throw new InvalidOperationException("This thread has a commit of this writer open already: complete or dispose that first.");
            }

            ReclaimOwed();
            _gate.Keep();
            return _pending = new PendingCommit();
        }
    }

    /// <summary>Makes all changes of an open commit visible at once, and closes it.</summary>
    /// <returns>The number of the commit; that of the last one when this one changes nothing.</returns>
    /// <exception cref="InvalidOperationException">Called by another thread than began the commit, or too many words. The commit is still open.</exception>
    /// <exception cref="StoreFullException">No room for the commit record. The commit is still open.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Complete(PendingCommit commit)
    {
        ThrowIfNotMine(commit);
        using (Lock())
        {
            if (!ReferenceEquals(_pending, commit))
            {
                throw GivenUp();
            }

            commit.Prepare();
            if (commit.Words.Count > 1)
            {
                StoreAll(commit);
            }
            else
            {
                foreach ((long word, PendingWord pending) in commit.Words)
                {
                    Store(word, pending);
                }
            }

            Close();

            // The participants may make commits of their own from here on.
            long version = (long)_lastCommit;
            foreach (ICommitParticipant participant in commit.Participants)
            {
                participant.Completed(version);
            }

            Signal();
            GC.KeepAlive(_region);
            return version;
        }
    }

    /// <summary>Gives an open commit up: what it staged goes back to the heap. Does nothing if that has happened. By another thread than began the commit: as soon as that one is not writing.</summary>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c>.</exception>
    public void Abandon(PendingCommit commit)
    {
        if (!_gate.IsKeptByThisThread)
        {
            var spinner = default(SpinWait);
            while (!_region.IsDisposed && ReferenceEquals(Volatile.Read(ref _pending), commit) && !_gate.TryRelieve(commit))
            {
                spinner.SpinOnce();
            }

            return;
        }

        if (_turn is { IsLost: true })
        {
            ForgetLost(commit);
            return;
        }

        using (Lock())
        {
            if (ReferenceEquals(_pending, commit))
            {
                GiveUp(commit);
            }
        }
    }

    /// <summary>The document that the open commit has staged for a slot; empty when it clears the slot. False when it has not written the slot. The caller holds the gate.</summary>
    public bool TryGetStaged(int slot, out ReadOnlySpan<byte> document, out BlockMeta meta)
    {
        document = default;
        meta = default;
        if (_pending is null || !_pending.Words.TryGetValue(WordOf(slot), out PendingWord pending))
        {
            return false;
        }

        BlockHeader header = HeaderOf(pending.Block);
        document = new ReadOnlySpan<byte>(header.Document, header.Length);
        meta = new BlockMeta(header.Meta);
        return true;
    }

    private void GiveUp(PendingCommit commit)
    {
        long refused = _heap.Refused;
        long free = refused == 0 ? 0 : _heap.FreeBytes;
        foreach (PendingWord pending in commit.Words.Values)
        {
            if (pending.Block != 0)
            {
                _heap.Free(pending.Block);
            }
        }

        UseUpNumber();
        Close();
        foreach (ICommitParticipant participant in commit.Participants)
        {
            participant.Abandoned();
        }

        _owed = refused == 0 ? 0 : refused + _heap.FreeBytes - free;
    }

    // In the place of the thread that has the commit open, which is outside of the gate and is kept there.
    private bool GiveUpForAnother(object? expected)
    {
        if (_pending is not { } commit || (expected is not null && !ReferenceEquals(expected, commit)))
        {
            return expected is null;
        }

        if (_turn is { IsLost: true })
        {
            Forget(commit);
        }
        else
        {
            GiveUp(commit);
            _turn?.End();
        }

        return true;
    }

    private void StoreAll(PendingCommit commit)
    {
        // The last thing that can fail comes before anything has changed.
        long record = Stage(default, MemoryMarshal.AsBytes(commit.ToRecord().AsSpan()), 0, 0);
        Stamp(HeaderLayout.CommitRecordOffset, record, (long)NextCommit);
        foreach ((long word, PendingWord pending) in commit.Words)
        {
            Stamp(word, pending.Block, (long)NextCommit);
        }

        Steps.After(WriteStep.Stamped);

        // Release: whoever sees the record sees what it names. This store is the commit: from here on it is carried through, by the next writer if need be.
        Volatile.Write(ref _header.CommitRecord, record);
        Steps.After(WriteStep.Recorded);
        foreach ((long word, PendingWord pending) in commit.Words)
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
        foreach (PendingWord pending in commit.Words.Values)
        {
            FreeReplaced(pending);
        }

        Steps.After(WriteStep.Freed);
    }

    private static InvalidOperationException GivenUp() => new("The commit was given up by another thread, which has disposed it.");

    private void Close()
    {
        Volatile.Write(ref _pending, null);
        _gate.StopKeeping();
    }

    private void ThrowIfNotMine(PendingCommit commit)
    {
        ObjectDisposedException.ThrowIf(_region.IsDisposed, typeof(SharedStoreWriter));
        if (!ReferenceEquals(Volatile.Read(ref _pending), commit))
        {
            throw GivenUp();
        }

        if (!_gate.IsKeptByThisThread)
        {
            throw new InvalidOperationException(
                "A commit belongs to the thread that began it, and another one has called it: there must be no await between BeginCommit and the end of the commit.");
        }
    }
}
