namespace ShmStore.Store.Commits;

/// <summary>Something that has state of its own beside the words of the region, and takes part in a commit of several operations. All calls come with the gate held.</summary>
internal interface ICommitParticipant
{
    /// <summary>Number of the last commit that it has joined; 0 at first. Set by <see cref="PendingCommit.Join"/> alone.</summary>
    long Joined { get; set; }

    /// <summary>Adds the words that follow from all operations of the commit. What it throws leaves the commit open; it is then called again by the next attempt to complete.</summary>
    void Prepare(PendingCommit commit);

    /// <summary>The commit is made. Must not throw.</summary>
    /// <param name="version">Its number.</param>
    void Completed(long version);

    /// <summary>The commit was given up: nothing of it has happened, and its staged blocks are free. Must not throw.</summary>
    void Abandoned();

    /// <summary>The writer was taken for dead, and another one has cleared up what it had staged. Must not touch the region, and must not throw.</summary>
    void Lost();
}
