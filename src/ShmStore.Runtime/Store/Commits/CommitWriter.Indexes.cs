using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Commits;

/// <content>Blocks of indexes: what they hold changes no value, so they come and go without a commit.</content>
internal sealed unsafe partial class CommitWriter
{
    private long _indexVersions;
    private long _indexGrowths;

    /// <summary>Counts that a part of a map's index was made larger. The caller holds the gate.</summary>
    public void CountIndexGrowth() => _indexGrowths++;

    /// <inheritdoc cref="BlockHeap.ReserveFor"/>
    public void ReserveFor(long slotWord) => _heap.ReserveFor(slotWord);

    /// <summary>A block of an index, or 0; see <see cref="BlockHeap.AllocateIndex"/>. The caller holds the gate.</summary>
    public long AllocateIndex(IndexKind kind, int length, Scarcity scarcity)
    {
        _turn?.ThrowIfLost();

        // For whoever goes through the heap meanwhile, in whatever process: blocks may become others.
        _ = NextIndexVersion();
        return _heap.AllocateIndex(kind, length, scarcity);
    }

    /// <summary>Gives a block of an index back that nothing names any more, filled with zeros. The caller holds the gate.</summary>
    public void FreeIndex(long block)
    {
        _turn?.ThrowIfLost();
        _heap.ClearIndex(block);
        _heap.Free(block);
        Steps.After(WriteStep.IndexBlockCleared);
    }

    /// <summary>
    /// Commits: makes a word name another root, and empties what it named before. Only then the commit is counted: whoever is told of it may hold an entry by its lane, and must not find it there any more. The caller
    /// holds the gate; no commit is open.
    /// </summary>
    /// <param name="word">Offset of the word.</param>
    /// <param name="root">The new root.</param>
    /// <param name="release">Gives back the old one, and all that it names.</param>
    /// <returns>The version, which is the number of this commit.</returns>
    public long PublishRoot(long word, long root, Action release)
    {
        Steps.After(WriteStep.Stamped);

        // Release: whoever sees the word sees the root. This store is the commit.
        Volatile.Write(ref _header.At<long>(word), root);
        Steps.After(WriteStep.WordStored);

        // The new root before the zeros in the old segments, as when an index grows.
        Volatile.WriteBarrier();
        try
        {
            release();
        }
        finally
        {
            // The number is used up, unless it is another writer's by now, which has taken this one for dead.
            if (_turn is not { IsLost: true })
            {
                Count();
                Steps.After(WriteStep.Counted);
                Signal();
            }
        }

        return (long)_lastCommit;
    }

    /// <summary>A version for a block of an index that none had before, nor any block for a document: it may have been one. Not the number of a commit, for growing changes no value. The caller holds the gate.</summary>
    public long NextIndexVersion()
    {
        // In the header before any block has it: a writer that dies would leave the block behind at times, and at others not.
        _indexVersions = Math.Max(_indexVersions, NextVersion) + 1;
        Volatile.Write(ref IndexVersionCounter, _indexVersions);
        return _indexVersions;
    }
}
