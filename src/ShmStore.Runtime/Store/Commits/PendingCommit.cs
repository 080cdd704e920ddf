using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ShmStore.Layout;

namespace ShmStore.Store.Commits;

/// <summary>What a commit of several operations will do, while it is open: one after the other. Lives in the writer's own memory; used with the gate held.</summary>
internal sealed class PendingCommit
{
    private readonly List<ICommitParticipant> _participants = [];
    private List<CommitPair> _record = [];

    // Which commit this is, of those that this writer has begun.
    private long _number = 1;

    /// <summary>The words, by their offsets in the region. To look at.</summary>
    public PendingWords Words { get; } = new();

    /// <summary>Whether anybody takes part, and so has given out the version that the commit would have, though it may change no word in the end.</summary>
    public bool HasParticipants => _participants.Count > 0;

    /// <summary>Begins one, with nothing in it.</summary>
    public void Begin()
    {
        _number++;
        _participants.Clear();
        Words.Empty();
        Reused.Empty(ref _record);
    }

    /// <summary>Tells all participants how the commit has ended, also when one of them fails.</summary>
    public void Tell<TArgument>(TArgument argument, Action<ICommitParticipant, TArgument> end)
    {
        Exception? first = null;
        foreach (ICommitParticipant participant in _participants)
        {
            try
            {
                end(participant, argument);
            }
            catch (Exception failed)
            {
                first ??= failed;
            }
        }

        if (first is not null)
            ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>Tells a participant of this writer's commits how this one ends. Joining twice is joining once, and takes no longer the more take part.</summary>
    public void Join(ICommitParticipant participant)
    {
        if (participant.Joined != _number)
        {
            _participants.Add(participant);
            participant.Joined = _number;
        }
    }

    /// <summary>
    /// Changes a word when the commit completes. Only the last change of a word counts; the block that it replaces is that of the first, which is the one of the committed state.
    /// </summary>
    /// <returns>The block that was staged for this word before and is not wanted any more; 0 for none. The caller discards it.</returns>
    public long Add(long word, PendingWord pending)
    {
        long before = Words.Set(word, pending);
        return before == pending.Block ? 0 : before;
    }

    /// <summary>Takes the change of a word back that a participant added. The block that was staged for it stays the participant's.</summary>
    public void Remove(long word) => Words.Remove(word);

    /// <summary>Lets the participants add their words and checks that a record can hold them all.</summary>
    /// <exception cref="InvalidOperationException">More words than the largest block has room for.</exception>
    public void Prepare()
    {
        foreach (ICommitParticipant participant in _participants)
        {
            participant.Prepare(this);
        }

        if (Words.Count > CommitPair.Maximum)
        {
            throw new InvalidOperationException($"The commit changes {Words.Count} words of the store, and no commit can change more than {CommitPair.Maximum}: divide it.");
        }
    }

    /// <summary>The commit record: all words with what they become. Stands until the next one is made.</summary>
    public ReadOnlySpan<CommitPair> ToRecord()
    {
        _record.Clear();
        _record.EnsureCapacity(Words.Count);
        foreach ((long word, PendingWord pending) in Words.All)
            _record.Add(new CommitPair(word, pending.Value));
        return CollectionsMarshal.AsSpan(_record);
    }
}
