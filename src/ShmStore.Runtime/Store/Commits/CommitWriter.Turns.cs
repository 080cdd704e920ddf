using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;
using ShmStore.Store.Turns;

namespace ShmStore.Store.Commits;

/// <content>One of several writers: what it knows of the store is brought up to date when its turn begins.</content>
internal sealed unsafe partial class CommitWriter
{
    private ref long StructureCounter => ref _header.At<long>(HeaderLayout.StructureCounterOffset);

    /// <summary>
    /// Takes all free blocks, in whoever's lists they are, and counts the blocks of indexes on from the highest there is, which a copy of a store does not tell. In this writer's turn. O(blocks).
    /// </summary>
    /// <param name="live">The blocks that slots, directories and lanes name.</param>
    /// <exception cref="StoreFormatException">The heap is damaged.</exception>
    public void Reclaim(BlockSet live) => StructureCounter = _structures = Math.Max(StructureCounter, _heap.Reclaim(live).HighestStructure);

    /// <summary>Gives other writers what this one need not keep of the free blocks.</summary>
    public void ShareFreeBlocks() => _heap.Share();

    private void BeginTurn(WriterTurn turn)
    {
        try
        {
            if (turn.IsHeld)
            {
                // Within a commit that is open.
                turn.ThrowIfLost();
                return;
            }

            TurnStart start = turn.Begin();
            if (start == TurnStart.Unrepaired)
            {
                Repair(turn);
            }

            CatchUp(start);
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
            _structures = WriterAttacher.StructuresOf(_region);
        }

        _heap.BeginTurn();
    }

    /// <summary>Repairs what a writer left that died during its turn. May itself end at any instruction: the turn is unrepaired until all of it is done, and doing it again does the same.</summary>
    private void Repair(WriterTurn turn)
    {
        Steps.After(WriteStep.RepairBegun);

        // It may have died while it made the file longer.
        _region.Refresh();
        Volatile.Write(ref _header.At<long>(HeaderLayout.CommittedOffset), _region.Committed);
        CommitRedo.Run(_region, Areas, Steps);
        _heap.BeginTurn();
        (BlockSet live, IndexRecovery indexes) = LiveBlocks.Find(_region, Areas);
        RecoveredHeap found = _heap.Reclaim(live);
        Steps.After(WriteStep.HeapWalked);
        StructureCounter = Math.Max(StructureCounter, found.HighestStructure);
        StoreSchema schema = SchemaSlot.Read(_region, Areas);
        SlotKinds.Check(_region, Areas, schema);
        SchemaSlot.NoteFingerprint(_region, schema);

        // Those who follow a map believe the records of its ring when their commits are counted, so these come first. The counter is one more than any number that was seen, because the dead
        // writer may have told somebody that of the commit it had open.
        indexes.Repair(Steps);
        ulong highest = (ulong)Math.Max(found.HighestVersion, indexes.HighestCommit);
        Volatile.Write(ref _header.CommitCounter, Math.Max(WriterAttacher.CommitsOf(_region), highest) + 1);
        Steps.After(WriteStep.CounterRaised);
        found.EmptyFreeIndexBlocks();
        _heap.Share();
        Steps.After(WriteStep.FreeIndexBlocksCleared);
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
            if (!turn.TryBegin(out TurnStart start))
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
