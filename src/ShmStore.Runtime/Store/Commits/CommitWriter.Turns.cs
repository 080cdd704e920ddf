using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;
using ShmStore.Store.Turns;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Commits;

/// <content>One of several writers: what it knows of the store is brought up to date when its turn begins.</content>
internal sealed unsafe partial class CommitWriter
{
    private ref long IndexVersionCounter => ref _header.At<long>(HeaderLayout.IndexVersionsOffset);

    // False if the time was up; then this thread has left the gate too.
    private bool TryBeginTurn(WriterTurn turn, Deadline deadline)
    {
        try
        {
            if (turn.IsHeld)
            {
                // Within a commit that is open.
                turn.ThrowIfLost();
                return true;
            }

            if (!turn.TryBegin(deadline, out TurnStart start))
            {
                _gate.Exit();
                return false;
            }

            if (start == TurnStart.Unrepaired || turn.IsAlone)
            {
                Repair(turn, start);
            }

            CatchUp(start);
            return true;
        }
        catch
        {
            // What the others have done meanwhile is not known, whoever has the next turn.
            turn.Forget();
            Unlock();
            throw;
        }
    }

    private void CatchUp(TurnStart start)
    {
        // The turn's word was loaded by a full fence, so all that the others have stored in their turns is seen.
        if (start != TurnStart.SameWriter)
        {
            if (_header.HeapEnd > _region.Committed || _header.At<long>(HeaderLayout.CommittedOffset) > _region.Committed)
            {
                _region.Refresh();
            }

            _lastCommit = WriterAttacher.CommitsOf(_region);
            _indexVersions = WriterAttacher.IndexVersionsOf(_region);
        }

        _heap.BeginTurn();
    }

    /// <summary>
    /// Repairs what a writer left that died during its turn; or whatever there is to repair, for who attaches alone. May itself end at any instruction: the turn is unrepaired then until all of it is done, and doing it again
    /// does the same.
    /// </summary>
    private void Repair(WriterTurn turn, TurnStart start)
    {
        Steps.After(WriteStep.RepairBegun);

        // It may have died while it made the file longer.
        _region.Refresh();
        if (turn.IsAlone)
        {
            // A copied file may have some, and touching one when the file system is full would kill the process.
            _region.FillHoles(_region.Committed);
        }

        Volatile.Write(ref _header.At<long>(HeaderLayout.CommittedOffset), _region.Committed);
        CommitRedo.Run(_region, Areas, Steps);
        _heap.BeginTurn();
        (BlockSet live, IndexRecovery indexes) = LiveBlocks.Find(_region, Areas);
        RecoveredHeap found = _heap.Reclaim(live);
        Steps.After(WriteStep.HeapWalked);
        if (turn.IsAlone)
        {
            // Behind the walk: it finds that slots, indexes and blocks lie inside the region. The others have done that when they attached.
            ChecksumCheck.Run(_region, Areas, live);
        }

        ulong highest = WriterAttacher.HighestCommit(_region, found, indexes);
        IndexVersionCounter = WriterAttacher.HighestIndexVersion(_region, found);
        StoreSchema schema = SchemaSlot.Read(_region, Areas);
        SlotKinds.Check(_region, Areas, schema);
        SchemaSlot.NoteFingerprint(_region, schema);

        LastRepairs.Run(_region, found, indexes, highest, start == TurnStart.Unrepaired, Steps);
        _heap.Share();
        turn.NoteRepaired();
        Steps.After(WriteStep.Repaired);
        Signal();
    }

    // The versions of a commit that is given up have been given out, and a version means one value for ever: so it is counted, for the next writer.
    private void UseUpNumber()
    {
        Count();
        Signal();
    }

    private void Forget(PendingCommit commit)
    {
        Close();
        commit.Tell(this, static (participant, _) => participant.Lost());
    }

    // A commit that this thread has open is given up, so that the next writer finds nothing of it.
    private void LeaveTurn()
    {
        if (_pending is { } commit)
        {
            End(commit);
        }

        if (_turn is null)
        {
            WriterRecord.Clear(_region);
            return;
        }

        LeaveFreeBlocks(_turn);
        _turn.End();
        _turn.Dispose();
    }

    // Those who stay would find them by a walk only. Not worth waiting for.
    private void LeaveFreeBlocks(WriterTurn turn)
    {
        try
        {
            if (!turn.TryBeginAtOnce(out TurnStart start))
                return;
            CatchUp(start);
            _heap.ShareAll();
        }
        catch (SharedStoreException)
        {
            // Damaged, or taken for dead: the next walk tells.
        }
    }
}
